#!/usr/bin/env python3
"""Kills a fine-tuning at random moments, resumes it each time, and compares what it makes with what a run makes that is left alone.

    python3 tools/finetune/kill_and_resume.py --kills 10 EMOTION finetune --train train.tsv --dev dev.tsv --set checkpoint_every=20

EMOTION is the built command; -o and --resume are added here, all other arguments are the run's. Each kill is SIGKILL, in turns of the command
alone (its trainer is an orphan then), of the trainer alone, and of both. Exit code 1 where a file of the two bundles differs.
"""
import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def run(command, folder, log):
    return subprocess.Popen([*command, "-o", "model"], cwd=folder, stdout=log, stderr=log, stdin=subprocess.DEVNULL)


def children(parent):
    """The processes that a process has started; Linux tells."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue  # it has ended meanwhile
        if int(fields[1]) == parent:
            found.append(int(status.parent.name))
    return found


def kill(process, how):
    """SIGKILL; tells what was hit."""
    trainers = children(process.pid)
    hit = []
    if how != "trainer" or not trainers:
        process.kill()
        hit.append("command")
    if how != "command":
        for trainer in trainers:
            try:
                os.kill(trainer, signal.SIGKILL)
                hit.append("trainer")
            except ProcessLookupError:
                pass
    return " and ".join(hit)


def hashes(folder):
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*")) if path.is_file()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    arguments = parser.parse_args()
    command = [str(Path(arguments.command[0]).resolve()), *arguments.command[1:]]
    chance = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as scratch:
        alone, killed = Path(scratch, "alone"), Path(scratch, "killed")
        alone.mkdir()
        killed.mkdir()
        begun = time.monotonic()
        with open(Path(scratch, "log"), "w+b") as log:
            if run(command, alone, log).wait() not in (0, 4):  # 4: rows of the file can't be read
                log.seek(0)
                sys.exit(f"the run that was left alone failed:\n{log.read().decode(errors='replace')[-2000:]}")
            whole = time.monotonic() - begun
            print(f"left alone: {whole:.0f} s", flush=True)
            for number in range(arguments.kills):
                process = run([*command, *(["--resume"] if Path(killed, "model.work", "run.json").exists() else [])], killed, log)
                wait = chance.uniform(0.02, 0.25) * whole
                try:
                    process.wait(wait)
                    print(f"kill {number + 1}: too late, the run was done (exit code {process.returncode})", flush=True)
                    break
                except subprocess.TimeoutExpired:
                    hit = kill(process, ("command", "trainer", "both")[number % 3])
                    print(f"kill {number + 1}: {hit} after {wait:.1f} s, exit code {process.wait()}; a model there: {Path(killed, 'model').exists()}", flush=True)
            if not Path(killed, "model").exists() and (code := run([*command, "--resume"], killed, log).wait()) not in (0, 4):
                log.seek(0)
                sys.exit(f"the last run ended with {code}:\n{log.read().decode(errors='replace')[-2000:]}")
        one, other = hashes(alone / "model"), hashes(killed / "model")
        different = sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
        print(f"{len(one)} files; different: {', '.join(different) or 'none'}")
        sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
