# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of lapel-cli share: running it, inputs to feed it with, and TAP."""

import json
import os
import subprocess
import sys
import traceback
import zlib


class Tap:
    """Runs functions as test cases. A case fails by an AssertionError and is left out by Skip."""

    def __init__(self):
        self.count = 0
        self.failed = False

    def case(self, name, function, *arguments):
        self.count += 1
        try:
            function(*arguments)
            print(f"ok {self.count} - {name}", flush=True)
        except Skip as reason:
            print(f"ok {self.count} - {name} # SKIP {reason}", flush=True)
        except Exception:  # whatever a case meets is that case's failure
            self.failed = True
            print(f"not ok {self.count} - {name}")
            for line in traceback.format_exc().splitlines():
                print(f"#   {line}", flush=True)

    def finish(self):
        print(f"1..{self.count}")
        sys.exit(1 if self.failed else 0)


class Skip(Exception):
    pass


class Answer:
    """What one run of lapel-cli said."""

    def __init__(self, done):
        self.status = done.returncode
        self.raw = done.stdout
        self.out = done.stdout.decode("utf-8", "surrogateescape")
        self.err = done.stderr.decode("utf-8", "surrogateescape")

    def objects(self):
        return [json.loads(line) for line in self.out.splitlines()]

    def object(self):
        objects = self.objects()
        assert len(objects) == 1, f"{len(objects)} lines instead of one: {self.out}{self.err}"
        return objects[0]

    def expect(self, status):
        assert self.status == status, f"exit {self.status} instead of {status}\n{self.out}{self.err}"
        return self


class Cli:
    """lapel-cli with a wallet folder of its own."""

    def __init__(self, program, wallet):
        self.program = os.path.abspath(program)
        self.wallet = wallet

    def __call__(self, *arguments, stdin=b"", **options):
        command = [self.program, "--wallet", self.wallet, *map(str, arguments)]
        return Answer(subprocess.run(command, input=stdin, capture_output=True, check=False, **options))

    def list(self):
        return self("list", "--json").expect(0).objects()


def conformance(folder):
    """A folder of the conformance data, or Skip."""
    path = os.path.join(os.environ.get("LAPEL_CONFORMANCE", ""), folder)
    if not os.path.isdir(path):
        raise Skip("no data")
    return path


def read_bytes(path):
    with open(path, "rb") as f:
        return f.read()


def write(folder, name, data):
    path = os.path.join(folder, name)
    with open(path, "wb") as f:
        f.write(data if isinstance(data, bytes) else data.encode())
    return path


def png_chunk(kind, data):
    crc = zlib.crc32(kind + data)
    return len(data).to_bytes(4, "big") + kind + data + crc.to_bytes(4, "big")


def plain_png():
    """A picture of one grey pixel."""
    header = (1).to_bytes(4, "big") * 2 + bytes([8, 0, 0, 0, 0])
    return (b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header)
            + png_chunk(b"IDAT", zlib.compress(b"\0\x80")) + png_chunk(b"IEND", b""))
