"""Wordings of mails as files: the first line is the subject, `{foot}` stands for `foot.txt`."""

from collections.abc import Callable, Mapping
from pathlib import Path

from submissions.mail_templates import PLACEHOLDER, MailTemplate, register_mail_template


def register_texts(
    folder: Path,
    occasions: Mapping[str, str],
    examples: Mapping[str, str],
    *,
    always: frozenset[str] = frozenset({"reference"}),
    file_of: Callable[[str], str] = lambda key: key.partition(".")[2].replace(".", "/"),
) -> None:
    """Make occasions known, by their keys and labels.

    `examples` say for each placeholder what a preview shows. Those in `always` may be used in
    every wording, the others where the file has them. `file_of` answers a path without `.txt`.
    """
    foot = (folder / "foot.txt").read_text()
    for key, label in occasions.items():
        text = (folder / f"{file_of(key)}.txt").read_text().replace("{foot}", foot)
        subject, _, body = text.partition("\n\n")
        used = {*PLACEHOLDER.findall(subject + body)} | always
        register_mail_template(
            MailTemplate(
                key,
                label,
                subject,
                body.strip() + "\n",
                placeholders={name: examples[name] for name in examples if name in used},
                needs=("link",) if "{link}" in body else (),
            )
        )
