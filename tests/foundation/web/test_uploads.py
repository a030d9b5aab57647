import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client


@pytest.mark.django_db
def test_a_file_nobody_asked_for_never_reaches_the_disk(
    arras: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    client = Client(HTTP_HOST="arras.rdv.localhost", enforce_csrf_checks=True)
    file = SimpleUploadedFile("gros.bin", b"x" * 4_000_000)
    assert client.post("/rdv/passeport/", {"file": file}, secure=True).status_code == 403
    assert list(tmp_path.iterdir()) == []
