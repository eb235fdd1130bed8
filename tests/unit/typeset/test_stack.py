from flyer.typeset.frame import Frame, Point, Role, Size
from flyer.typeset.stack import Stack


def box(height: float) -> Frame:
    return Frame(Point(0, 0), Size(10, height))


def test_frames_stand_below_each_other_with_the_space_asked_for() -> None:
    stack = Stack().add(box(5), before=99).add(box(7), before=2, indent=3).extend([box(1), box(1)], before=4)
    assert [(frame.at.x, frame.at.y) for frame in stack.frames] == [(0, 0), (3, 7), (0, 18), (0, 23)]
    assert stack.height == 24


def test_a_stack_becomes_one_frame() -> None:
    frame = Stack().add(box(5)).frame(20, Role.SECT)
    assert (frame.size, frame.role, len(frame.children)) == (Size(20, 5), Role.SECT, 1)
