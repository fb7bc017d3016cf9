import os
import pty
import subprocess

from benchmarks.service import OUTSPOKEN

WATCH = ("campaigns", "show", "Spring", "--watch")


def test_the_live_display_says_how_far_it_is(run, begun):
    run("campaigns", "cancel", "Spring")
    screen, terminal = pty.openpty()
    shown = subprocess.run([OUTSPOKEN, *WATCH], stdout=terminal, check=False, timeout=60)
    os.close(terminal)

    assert shown.returncode == 0
    with open(screen, "rb", buffering=0) as file:
        drawn = file.read(10_000).decode()
    assert "cancelled" in drawn
    assert "0 of 1" in drawn


def test_into_a_pipe_each_change_is_a_line_until_the_end(run, begun):
    with subprocess.Popen([OUTSPOKEN, *WATCH], stdout=subprocess.PIPE, text=True) as watching:
        first = watching.stdout.readline()
        run("campaigns", "cancel", "Spring")
        rest = watching.stdout.readlines()

    none = "underway 0, sent 0, delivered 0, failed 0, cancelled 0"
    assert first == f"Spring: sending; waiting 1, {none}\n"
    assert rest == [f"Spring: cancelled; waiting 1, {none}\n"]
    assert watching.returncode == 0


def test_numbers_are_of_messages_to_so_many_members(run, begun):
    shown = run("campaigns", "show", "Spring").stdout
    assert "messages, to 2 members:" in shown


def test_whom_a_person_reaches_counts_neither_as_failed_nor_as_left_out(run, begun):
    shown = run("campaigns", "show", "Spring").stdout

    assert "run once: planned, 2 planned, 0 left out" in shown
    assert "failed              0" in shown
    assert "by-person" not in shown
