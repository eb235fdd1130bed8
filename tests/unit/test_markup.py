from flyer.markup import Passage, Run, passages, plain, runs


def test_passages_are_paragraphs_and_list_items() -> None:
    text = "Ein Absatz\nüber Zeilen.\n\n\nNoch einer:\n- eins\n  weiter\n- zwei\n\nSchluss - hier\r\n-nicht\n"
    assert passages(text) == (
        Passage("Ein Absatz\nüber Zeilen."),
        Passage("Noch einer:"),
        Passage("eins\nweiter", listed=True),
        Passage("zwei", listed=True),
        Passage("Schluss - hier\n-nicht"),
    )
    assert passages(" \n\n") == ()


def test_runs_differ_from_their_neighbours_and_keep_line_breaks() -> None:
    assert runs("a\\*b\n*c* **d** [*e*](tel:1) [f](javascript:1)") == (
        Run("a*b\n"),
        Run("c", italic=True),
        Run(" "),
        Run("d", bold=True),
        Run(" "),
        Run("e", "tel:1", italic=True),
        Run(" [f](javascript:1)"),
    )


def test_plain_text_has_no_markup() -> None:
    assert plain(r"*Früh*bucher **bis** [März](https://a.de), 5 \* 3") == "*Früh*bucher bis März, 5 * 3"
