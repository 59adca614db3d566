"""A real clamd on a socket of its own, which knows one virus: the test file of EICAR."""

import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

SIGNATURES = Path(__file__).with_name("eicar.ndb")
LARGEST = 2  # megabytes that it takes, so that a test finds something too large


class Scanner:
    """`address` is for CLAMD_SOCKET. It can be stopped, frozen in its tracks, and started again."""

    def __init__(self, program: str, folder: Path):
        self.program, self.folder = program, folder
        self.address = str(folder / "socket")
        self.process = None
        (folder / "signatures").mkdir()
        shutil.copy(SIGNATURES, folder / "signatures")
        (folder / "clamd.conf").write_text(
            f"DatabaseDirectory {folder / 'signatures'}\n"
            f"LocalSocket {self.address}\n"
            "FixStaleSocket yes\n"
            "Foreground yes\n"
            f"LogFile {folder / 'log'}\n"
            f"StreamMaxLength {LARGEST}M\n"
            "ConcurrentDatabaseReload no\n"
        )

    def start(self):
        self.process = subprocess.Popen(
            [self.program, "--config-file", str(self.folder / "clamd.conf")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(200):
            with socket.socket(socket.AF_UNIX) as probe:
                if probe.connect_ex(self.address) == 0:
                    return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError((self.folder / "log").read_text()[-2000:])

    def stop(self):
        if self.process:
            self.thaw()
            self.process.kill()
            self.process.wait(10)
            self.process = None

    def freeze(self):
        """It takes connections, as its kernel does, and never answers."""
        os.kill(self.process.pid, signal.SIGSTOP)

    def thaw(self):
        os.kill(self.process.pid, signal.SIGCONT)
