from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import psutil

from narration.errors import BusyError
from narration.pdf.pool import PdfReader
from narration.pool import PoolLimits


def test_readers_beyond_a_few_are_sent_away_at_once_and_hold_no_thread(print_pdf):
    letter = print_pdf("<html lang=fr><h1>Vos droits</h1>")
    with closing(PdfReader()) as reader, ThreadPoolExecutor(8) as threads:
        # None is done before all have asked: the processes are but starting.
        asked = [threads.submit(reader.read, letter, "fr") for _ in range(8)]
        errors = [each.exception() for each in asked]
    assert [type(error) for error in errors if error] == [BusyError] * 4


def test_a_process_gives_back_what_a_document_took(print_pdf):
    parts = f"<h2>Your rights</h2><p>{'Members have rights. ' * 120}" * 20
    with closing(PdfReader(PoolLimits(workers=1))) as reader:
        reader.read(print_pdf("<html lang=en><p>Hello"), "en")
        processes = psutil.Process().children(recursive=True)
        before = sum(process.memory_info().rss for process in processes)
        reader.read(print_pdf(f"<html lang=en>{parts}"), "en")
        after = sum(process.memory_info().rss for process in processes)
    assert after - before < 50_000_000
