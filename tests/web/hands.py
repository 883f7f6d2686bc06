"""How somebody works a page: with a mouse, where no script runs, or with the keyboard alone."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page

MOST_STOPS = 400
VISIBLE = """it => {
  if (it !== document.activeElement) return false;
  const style = getComputedStyle(it);
  return style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2 ? "hidden" : true;
}"""


@dataclass
class Hands(ABC):
    """Somebody at a page; each thing they do is counted."""

    page: Page
    did: list[str] = field(default_factory=list)

    def follow(self, words: str) -> None:
        """A link that begins with the words."""
        self._leave(self._named("link", words), f"follow {words}")

    def press(self, words: str) -> None:
        """A button."""
        self._leave(self._named("button", words), f"press {words}")

    def pick(self, label: str) -> None:
        """One of several choices."""
        self._use(self._named("radio", label), f"pick {label}", key="Space")

    def hand_over(self, label: str, file: Path) -> None:
        """Choose a file where the browser asks for one."""
        with self.page.expect_file_chooser() as chooser:
            self._use(self.page.get_by_label(label).first, f"choose {file.name}", key="Space")
        chooser.value.set_files(file)

    def save(self, words: str, folder: Path) -> Path:
        """What a link or a button downloads."""
        control = self.page.get_by_role("link", name=words).or_(self.page.get_by_role("button", name=words)).first
        with self.page.expect_download() as download:
            self._use(control, f"download {words}")
        file = folder / download.value.suggested_filename
        download.value.save_as(file)
        return file

    def go(self, words: str) -> None:
        """By the links at the top of every page."""
        self._leave(self.page.get_by_role("navigation", name="Main").get_by_role("link", name=words), f"go to {words}")

    def _leave(self, control: Locator, says: str) -> None:
        """Use it, and arrive where it leads."""
        with self.page.expect_navigation():
            self._use(control, says)

    def _named(self, role: str, words: str) -> Locator:
        return self.page.locator("main").get_by_role(role, name=words).first  # type: ignore[arg-type]  # one of its words

    @abstractmethod
    def write(self, label: str, words: str) -> None:
        """Into a field, or the choice of that name in a list."""

    @abstractmethod
    def _use(self, control: Locator, says: str, key: str = "Enter") -> None:
        """Press, follow or pick it."""


class Mouse(Hands):
    """Points at what it wants."""

    def write(self, label: str, words: str) -> None:
        field = self.page.get_by_label(label).first
        if field.evaluate("it => it.tagName") == "SELECT":
            field.select_option(label=words)
        else:
            field.fill(words)

    def _use(self, control: Locator, says: str, key: str = "Enter") -> None:
        del key
        control.click()
        self.did.append(says)


class Keyboard(Hands):
    """Only Tab, Enter, Space and letters; whatever has the focus on the way shows it."""

    def write(self, label: str, words: str) -> None:
        self._reach(self.page.get_by_label(label).first, label)
        self.page.keyboard.type(words)

    def _use(self, control: Locator, says: str, key: str = "Enter") -> None:
        self._reach(control, says)
        self.page.keyboard.press(key)
        self.did.append(says)

    def _reach(self, control: Locator, says: str) -> None:
        wanted = control.element_handle()
        for _ in range(MOST_STOPS):
            met = wanted.evaluate(VISIBLE)
            assert met != "hidden", f"focus cannot be seen: {says}"
            if met:
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not come to it: {says}")
