# SPDX-License-Identifier: GPL-3.0-or-later
"""Files such as lie in a teacher's drawer, made for a test that drops them on the window."""

import json
import os
import shutil
import subprocess
import zipfile


def badge(number, title):
    """An Open Badge that nobody signed."""
    return json.dumps({
        "@context": ["https://www.w3.org/ns/credentials/v2",
                     "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
        "id": f"urn:uuid:00000000-0000-4000-8000-{number:012}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": "https://school.example/issuer", "type": ["Profile"],
                   "name": "Example School"},
        "validFrom": "2026-03-12T00:00:00Z",
        "name": title,
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "achievement": {"id": f"https://school.example/{number}", "type": ["Achievement"],
                            "name": title, "description": "An afternoon with colleagues.",
                            "criteria": {"narrative": "Take part."}}}})


def write(path, content):
    with open(path, "w" if isinstance(content, str) else "wb") as file:
        file.write(content)
    return path


def make_zip(path, members):
    """@members: names and contents"""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def make_pdf(path, name, content):
    """A page with nothing on it, and one file attached."""
    data = content.encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(%s) 4 0 R] >> >> >>"
        % name.encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        b"<< /Type /Filespec /F (%s) /UF (%s) /EF << /F 5 0 R >> >>" % ((name.encode(),) * 2),
        b"<< /Type /EmbeddedFile /Length %d >>\nstream\n%s\nendstream" % (len(data), data),
    ]
    out = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table)
    return write(path, out)


def make_qr(path, content):
    subprocess.run(["qrencode", "--output", path, "--size", "4", "--level", "L"],
                   input=content.encode(), check=True)
    return path


def make_drawer(folder, samples):
    """500 files: what can be added, the same twice, and what is no credential. Returns: the paths
    in order, and how many of each kind there are"""
    os.makedirs(folder)
    counts = {"added": 330 + len(samples), "there": 60, "letters": 50, "broken": 30}
    counts["empty"] = 500 - sum(counts.values())

    for sample in samples:
        shutil.copy(sample, folder)
    for i in range(330):
        write(os.path.join(folder, f"badge-{i:03}.json"), badge(i, f"Workshop {i}"))
    for i in range(counts["there"]):
        shutil.copy(os.path.join(folder, f"badge-{i:03}.json"),
                    os.path.join(folder, f"copy-{i:03}.json"))
    for i in range(counts["letters"]):
        write(os.path.join(folder, f"letter-{i:02}.txt"), f"Dear colleague {i},")
    for i in range(counts["broken"]):
        write(os.path.join(folder, f"torn-{i:02}.json"), badge(i, "Torn")[:200])
    for i in range(counts["empty"]):
        write(os.path.join(folder, f"void-{i:02}.json"), "")
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder))], counts
