"""A real mail server on loopback, which answers as a test wants it to."""

import logging
import socket
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller

logging.getLogger("mail.log").setLevel(logging.WARNING)  # the server says a lot, and all of it


class MailServer:
    """`received` are the mails it accepted; `answer` decides, given how many came before."""

    def __init__(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.received = []
        self.answer = lambda number: "250 OK"
        self.answer_to_recipient = "250 OK"
        self.answer_to_sender = "250 OK"
        self.asked = 0
        self.controller = None

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        envelope.mail_from = address
        return self.answer_to_sender

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.answer_to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer_to_recipient.format(address)

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.asked += 1
        answer = self.answer(self.asked)
        if answer.startswith("250"):
            self.received.append((envelope.rcpt_tos, envelope.content))
        return answer

    def start(self):
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self):
        if self.controller:
            self.controller.stop()
        self.controller = None

    @property
    def mails(self):
        """What was accepted, read as mail programs read it."""
        return [message_from_bytes(content, policy=default) for _, content in self.received]

    @property
    def ids(self):
        return [mail["Message-ID"] for mail in self.mails]
