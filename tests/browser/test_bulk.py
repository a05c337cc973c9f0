"""Three hundred worksheets in one drop, in a real browser."""

import time

import pytest

from scripts.worksheets.drop import make_drop, pack, write
from tests.browser.conftest import DROP
from tests.importing.expected import check_stored
from zi_analytics.store import open_store

pytestmark = pytest.mark.browser

FIRST = "Membaca:"


@pytest.mark.alone
def test_one_zip_of_three_hundred_is_read_corrected_and_stored(visit, program, tmp_path):
    made = make_drop()
    packed = tmp_path / "kota.zip"
    packed.write_bytes(pack(made))
    roles = [one.role for one in made]
    guest = visit().open("/unggah")
    # The readers start while people look for their file.
    guest.page.wait_for_timeout(2_000)
    guest.page.set_input_files(DROP, packed)
    # Counts and the first lines are there while the others are still being read.
    guest.page.get_by_text(FIRST).first.wait_for(timeout=30_000)
    began = time.monotonic()
    guest.page.locator('[data-testid="stDataFrame"]').first.wait_for(timeout=30_000)
    print(f"first lines {time.monotonic() - began:.2f} s after the first count")
    assert FIRST in guest.text()
    guest.page.get_by_text("299 berkas terbaca:").wait_for(timeout=60_000)
    said = guest.settle().text()
    assert f"{roles.count('unreadable')} tidak dikenali" in said
    assert "1 berkas isinya sama" in said.replace("berkas tiba dengan isi yang", "berkas isinya")
    assert "3 berkas tidak dicentang" in said
    assert "Unit yang mirip" not in said
    # The rest is usable at once.
    ready = roles.count("plain") + roles.count("faulty")
    began = time.monotonic()
    guest.page.get_by_role("button", name=f"Simpan {ready} berkas").click()
    guest.page.get_by_text(f"{ready} berkas tersimpan.").wait_for(timeout=60_000)
    print(f"{ready} files stored and shown in {time.monotonic() - began:.2f} s")
    assert "8 berkas terbaca: 3 siap, 0 perlu dilihat, 5 tidak dikenali" in guest.settle().text()
    assert guest.page.get_by_role("button", name="Simpan 0 berkas").is_disabled()
    with open_store(program.store) as store:
        assert store.check() == []
    check_stored({one.name: one for one in made}, program.store)


def test_a_folder_is_chosen_with_all_that_is_in_it(visit, tmp_path):
    write(tmp_path / "lke", 60)
    (tmp_path / "lke" / "surat.pdf").write_bytes(b"%PDF-1.7")
    guest = visit().open("/unggah")
    guest.page.get_by_role("radio", name="Satu folder").or_(
        guest.page.get_by_role("button", name="Satu folder")
    ).first.click()
    guest.settle()
    guest.page.set_input_files(DROP, tmp_path / "lke")
    guest.page.get_by_text("59 berkas terbaca:").wait_for(timeout=60_000)
    said = guest.settle().text()
    # The letter was not sent, and nobody misses it.
    assert "yang tiba" not in said
    assert "5 tidak dikenali" in said


def test_above_a_hundred_files_a_zip_is_recommended_where_it_is_seen(visit):
    one = make_drop(60)[0]
    guest = visit().open("/unggah")
    files = [{"name": f"{n}.xlsx", "mimeType": "", "buffer": one.content + b""} for n in range(101)]
    guest.page.set_input_files(DROP, files)
    guest.page.get_by_text("Di atas 100 berkas, satu zip tiba jauh lebih cepat").wait_for(
        timeout=30_000
    )


def test_a_folder_may_be_dropped_as_it_is(visit, tmp_path):
    write(tmp_path / "lke", 60)
    guest = visit().open("/unggah")
    box = guest.page.locator('[data-testid="stFileUploaderDropzone"]').bounding_box()
    assert box is not None
    place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    data = {"items": [], "files": [str(tmp_path / "lke")], "dragOperationsMask": 1}
    hand = guest.page.context.new_cdp_session(guest.page)
    for kind in ("dragEnter", "dragOver", "drop"):
        hand.send("Input.dispatchDragEvent", {"type": kind, "data": data, **place})
    guest.page.get_by_text("59 berkas terbaca:").wait_for(timeout=60_000)
    # As many arrived as are in the folder and the folders in it.
    assert "yang tiba" not in guest.settle().text()
    chosen = guest.page.evaluate("Math.max(...Object.values(window.ziChosenFiles))")
    assert chosen == 60
