from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from narration.errors import BusyError
from narration.pdf.pool import PdfReader


def test_readers_beyond_a_few_are_sent_away_at_once_and_hold_no_thread(print_pdf):
    letter = print_pdf("<html lang=fr><h1>Vos droits</h1>")
    with closing(PdfReader()) as reader, ThreadPoolExecutor(8) as threads:
        # None is done before all have asked: the processes are but starting.
        asked = [threads.submit(reader.read, letter, "fr") for _ in range(8)]
        errors = [each.exception() for each in asked]
    assert [type(error) for error in errors if error] == [BusyError] * 4
