"""What happens at one desk is told to all others at once."""

import asyncio

from flyer.desk.events import Hub


def test_a_check_in_is_told_to_every_listening_page(desk, browser) -> None:
    hub = Hub()
    told: list[str] = []

    async def listened() -> None:
        async for each in hub.response("laptop").body_iterator:
            told.append(str(each))

    async def happened() -> None:
        listening = [asyncio.create_task(listened()) for _ in range(2)]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        hub.tell("A1")
        hub.close()
        await asyncio.gather(*listening)

    desk.run(happened())
    assert told.count("event: change\ndata: A1\n\n") == 2
    assert told.count("retry: 500\nevent: change\ndata:\n\n") == 2


def test_who_left_is_not_told_and_a_page_that_falls_behind_is_spared() -> None:
    async def happened() -> int:
        hub = Hub()
        events = hub.response("laptop").body_iterator
        await anext(events)
        for n in range(1000):
            hub.tell(str(n))
        waiting = next(iter(hub._listeners)).qsize()
        await events.aclose()
        assert not hub._listeners
        return waiting

    assert asyncio.run(happened()) == 50
