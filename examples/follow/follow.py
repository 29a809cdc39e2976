"""Follows a run of dag: dag run FILE --json | python3 follow.py

Prints a line for each task as it ends, with how much of the run is done, and what failed at the end.
A reader passes over events and fields that it does not know.
"""

import json
import sys


def main(lines):
    tasks, done, failures = [], 0, []
    for line in lines:
        event = json.loads(line)
        kind = event["event"]
        if kind == "begin" and event["version"] != 1:
            sys.exit(f"this reader knows version 1, not {event['version']}")
        elif kind == "run_started":
            tasks, done = [task["task"] for task in event["tasks"]], 0
            edges = sum(len(task["needs"]) for task in event["tasks"])
            print(f"{len(tasks)} tasks, {edges} edges")
        elif kind in ("task_finished", "task_reused", "task_failed", "task_blocked", "task_cancelled"):
            done += 1
            what = kind.removeprefix("task_")
            took = f" in {event['seconds']:.1f} s" if "seconds" in event else ""
            print(f"[{done}/{len(tasks)}] {event['task']} {what}{took}")
            if kind == "task_failed":
                failures.append(event["diagnostic"]["message"])
        elif kind == "product":
            print(f"{event['task']} = {json.dumps(event['value'], ensure_ascii=False)}")
        elif kind == "diagnostic" and event["severity"] == "error":
            failures.append(event["message"])
    for failure in failures:
        print(f"failed: {failure}")


if __name__ == "__main__":
    main(sys.stdin)
