#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kill-import.py LAPEL_CLI SAMPLES KILLS: kills an import again and again. Prints TAP.

Makes 500 credentials out of the JSON samples in the folder SAMPLES, each with a name of its own
(that none is genuine any more is no matter here), and lets `LAPEL_CLI import --json` take them into
a new wallet KILLS times. Each time it is killed: every other time after a line that it printed,
otherwise at an instant of the whole run. The points come from a fixed seed. Afterwards
`LAPEL_CLI list --json` must open the wallet and know every file that had been reported.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

FILES = 500


def make_files(samples, folder):
    """The paths of the files, and by the name of each the title that the wallet must know."""
    models = []
    for name in sorted(os.listdir(samples)):
        if name.endswith(".json"):
            with open(os.path.join(samples, name), encoding="utf-8") as f:
                model = json.load(f)
            if "achievement" in model.get("credentialSubject", {}):
                models.append(model)
    if not models:
        sys.exit(f"{samples} has no JSON credential of an achievement")
    paths = []
    titles = {}
    for i in range(FILES):
        model = models[i % len(models)]
        title = f"Kill test {i:04}"
        model["id"] = f"urn:kill-test:{i}"
        model["credentialSubject"]["achievement"]["name"] = title
        path = os.path.join(folder, f"{i:04}.json")
        with open(path, "w", encoding="utf-8") as f:
            json.dump(model, f)
        paths.append(path)
        titles[os.path.basename(path)] = title
    return paths, titles


def run_import(program, paths, wallet, lines=None, seconds=None):
    """Imports until it is killed. What had been printed by then, whole lines only."""
    env = dict(os.environ, XDG_DATA_HOME=wallet)
    with subprocess.Popen([program, "import", "--json", *paths], stdout=subprocess.PIPE, env=env) as child:
        printed = b""
        while lines is not None and printed.count(b"\n") < lines:
            some = os.read(child.stdout.fileno(), 4096)
            if not some:
                break
            printed += some
        if seconds is not None:
            time.sleep(seconds)
        if lines is not None or seconds is not None:
            child.send_signal(signal.SIGKILL)
        printed += child.stdout.read()
    return printed[:printed.rfind(b"\n") + 1].decode().splitlines()


def reported(printed):
    """The file names that the printed lines call imported."""
    results = [json.loads(line) for line in printed]
    return [os.path.basename(r["source"]) for r in results if r.get("outcome") != "refused"]


def lost(program, printed, titles, wallet):
    """What was reported and is not there."""
    env = dict(os.environ, XDG_DATA_HOME=wallet)
    listed = subprocess.run([program, "list", "--json"], stdout=subprocess.PIPE, env=env, check=False)
    if listed.returncode not in (0, 1, 2):
        return [f"the wallet does not open: exit status {listed.returncode}"]
    known = {json.loads(line)["title"] for line in listed.stdout.decode().splitlines()}
    return [name for name in reported(printed) if titles[name] not in known]


def main(program, samples, kills):
    chance = random.Random(2)
    total = 0
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        paths, titles = make_files(samples, folder)
        with tempfile.TemporaryDirectory() as wallet:
            start = time.monotonic()
            printed = run_import(program, paths, wallet)
            duration = time.monotonic() - start
            whole = len(reported(printed)) == FILES and not lost(program, printed, titles, wallet)
        print(f"1..{kills + 1}")
        print(f"{'ok' if whole else 'not ok'} 1 - left alone, all {FILES} are imported")
        for i in range(kills):
            point = {"lines": chance.randint(1, FILES)} if i % 2 else {"seconds": chance.uniform(0, duration)}
            with tempfile.TemporaryDirectory() as wallet:
                printed = run_import(program, paths, wallet, **point)
                missing = lost(program, printed, titles, wallet)
            total += len(printed)
            failed = failed or bool(missing)
            print(f"{'not ok' if missing else 'ok'} {i + 2} - killed after {len(printed)} lines", flush=True)
            for name in missing:
                print(f"#   lost: {name}")
    print(f"# {total} reported over {kills} kills")
    return 0 if whole and not failed else 1


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
