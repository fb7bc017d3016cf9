import os
import subprocess
import sys

COUNT = "from narration.cores import count_cores; print(count_cores())"


def test_only_the_cores_that_the_process_may_use_are_counted():
    one = {min(os.sched_getaffinity(0))}
    command = f"import os; os.sched_setaffinity(0, {one}); {COUNT}"
    printed = subprocess.run(
        [sys.executable, "-c", command], capture_output=True, text=True, check=True
    )
    assert printed.stdout == "1\n"
