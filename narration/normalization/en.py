"""English."""

from narration.normalization.grammar import Grammar


class English(Grammar):
    """English."""

    home = "GB"
    num2words_language = "en"


GRAMMAR = English
