"""What an event's programme does not say: what for, when, where, how much, how to pay, whom to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from math import inf

from flyer.billing.invoicing import remittance
from flyer.documents.extent import extent
from flyer.documents.fitting import fitting_at
from flyer.documents.setting import Setting
from flyer.documents.transfer_form import giro_code
from flyer.event.model import Address, Bank, Event, Fee, Hotel, Section
from flyer.payment.error import PaymentError
from flyer.payment.transfer import CreditTransfer
from flyer.problems import Located, Problem, UserError, place_of
from flyer.typeset.columns import Block
from flyer.typeset.family import Cut
from flyer.typeset.frame import ORIGIN, Fill, Frame, Point, Role, Size
from flyer.typeset.lines import line, width
from flyer.typeset.paragraph import Span, paragraph
from flyer.typeset.stack import Stack
from flyer.units import Length, mm, pt
from flyer.wording import Wording

_NO_BREAK_SPACE = "\u00a0"

_CODE_SIDE = mm(25)
_GUTTER = mm(3)


def facts(event: Event, setting: Setting, words: Wording, panel: Size) -> tuple[Block, ...]:
    """The facts as blocks for `typeset.columns`, in reading order; what the event leaves out is left out."""
    return _Facts(event, setting, words, panel.width).blocks()


@dataclass(frozen=True, slots=True)
class _Facts:
    """One event set at one size and measure."""

    event: Event
    setting: Setting
    words: Wording
    measure: Length

    def blocks(self) -> tuple[Block, ...]:
        """The blocks; UserError for what does not fit the measure, at its place."""
        event, words = self.event, self.words
        organiser, registration = event.organiser, event.registration
        texts = [
            *_fitted(self._prose(words("About the event"), event.about), event, "about"),
            *_fitted(self._prose(words("Who should come"), event.audience), event, "audience"),
        ]
        practical = [
            *_fitted(self._when(), event, "starts"),
            *_fitted(self._where(), event.venue or event, "name"),
            *_fitted(self._partners(), event, "partners"),
            *_fitted(self._registration(), registration, "url"),
            *_fitted(self._fees(), registration, "fees"),
            *_fitted(self._payment(), organiser.bank or organiser, "account_holder"),
            *_fitted(self._hotels(), event, "accommodation"),
            *(frame for section in event.sections for frame in _fitted(self._section(section), section, "title")),
            *_fitted(self._contact(), organiser, "email"),
            *_fitted(self._notice(), event, "notice"),
        ]
        gap = self.setting.leading / 2
        return tuple(
            Block(frame, gap, penalty=0.0 if index == len(texts) else inf)
            for index, frame in enumerate(texts + practical)
        )

    def _block(self, heading: str, *frames: Frame, gap: Length = 0.0) -> Frame:
        head = self.setting.text(
            heading,
            self.measure,
            cut=Cut.BOLD,
            colour=self.setting.theme.primary,
            scale=1.08,
            role=Role.H2,
            hyphenate=False,
        )
        first, *others = frames
        return Stack().add(head).add(first).extend(others, gap).frame(self.measure, Role.SECT)

    def _line(self, text: str, measure: Length | None = None) -> Frame:
        return self.setting.text(text, measure or self.measure)

    def _prose(self, heading: str, text: str) -> Iterator[Frame]:
        if text:
            yield self._block(heading, *self.setting.prose(text, self.measure), gap=self.setting.leading / 2)

    def _when(self) -> Iterator[Frame]:
        event, words = self.event, self.words
        lines = [self._line(self._period())]
        if doors := event.doors_open:
            clock = words.clock(doors.time())
            time = clock if doors.date() == event.starts.date() else f"{words.weekday_date(doors)}, {clock}"
            lines.append(self._line(words("Doors open {time}", time=time)))
        yield self._block(words("Date"), *lines)

    def _period(self) -> str:
        first, last, words = self.event.starts, self.event.ends, self.words
        if first.date() == last.date():
            return f"{words.weekday_date(first)}, {words.time_range(first.time(), last.time())}"
        begin, end = (f"{words.date(moment)}, {words.clock(moment.time())}" for moment in (first, last))
        return " – ".join(moment.replace(" ", _NO_BREAK_SPACE) for moment in (begin, end))

    def _where(self) -> Iterator[Frame]:
        if venue := self.event.venue:
            place = ", ".join(filter(None, (venue.address.city, venue.name)))
            yield self._block(self.words("Venue"), self._line(place), self._line(self._address(venue.address)))

    def _address(self, address: Address) -> str:
        """Street and town on one line; the country where it is not the organiser's."""
        town = f"{address.postcode}{_NO_BREAK_SPACE}{address.city}".strip(_NO_BREAK_SPACE)
        abroad = address.country != self.event.organiser.address.country
        return ", ".join(filter(None, (address.street, town, self.words.country(address.country) if abroad else "")))

    def _partners(self) -> Iterator[Frame]:
        lines = []
        for role, group in groupby(self.event.partners, key=lambda partner: partner.role):
            partners = list(group)
            names = self.words.join([partner.name for partner in partners])
            links = ((partner.name, partner.website) for partner in partners)
            lines.append(self._linked(f"{role} {names}".strip(), *links))
        if lines:
            yield self._block(self.words("Cooperation partners"), *lines)

    def _registration(self) -> Iterator[Frame]:
        words, registration = self.words, self.event.registration
        lines = []
        if registration.url:
            shown = _shown(registration.url)
            lines.append(self._linked(words("Online form at {url}", url=shown), (shown, registration.url)))
        if registration.opens:
            lines.append(self._line(words("Registration opens on {date}", date=words.date(registration.opens))))
        if registration.deadline:
            lines.append(self._line(words("Registration deadline: {date}", date=words.date(registration.deadline))))
        if lines:
            yield self._block(words("Registration"), *lines)

    def _linked(self, text: str, *links: tuple[str, str]) -> Frame:
        """A paragraph in which each of `links`, a stretch of the text and a URL, leads there; "" leads nowhere."""
        style, linked = self.setting.style(), self.setting.style(colour=self.setting.theme.primary)
        spans: list[Span] = []
        for shown, url in links:
            if not url:
                continue
            before, _, text = text.partition(shown)
            spans += [*self.setting.spans(before, style), Span(shown, linked, url=url)]
        return paragraph(
            (*spans, *self.setting.spans(text, style)),
            self.measure,
            self.setting.leading,
            language=self.setting.language,
        )

    def _fees(self) -> Iterator[Frame]:
        fees = self.event.registration.fees
        if not fees:
            return
        amounts = [self.words.money(fee.amount, self.event.currency) for fee in fees]
        bold = self.setting.style(Cut.BOLD)
        column = max(width(amount, bold) for amount in amounts) + _GUTTER
        rows = []
        for fee, amount in zip(fees, amounts, strict=True):
            body = self._fee(fee, self.measure - column)
            cell = Frame(Point(column, 0.0), body.size, (body,), Role.TD)
            head = Frame(
                ORIGIN,
                Size(column, body.size.height),
                (line(f"{amount} ", bold, Point(0.0, self.setting.baseline)),),
                Role.TH,
                scope="Row",
            )
            rows.append(Frame(ORIGIN, Size(self.measure, body.size.height), (head, cell), Role.TR))
        table = Stack().extend(rows).frame(self.measure, Role.TABLE)
        yield self._block(self.words("Fees"), table)

    def _fee(self, fee: Fee, measure: Length) -> Frame:
        words, setting = self.words, self.setting
        detail = extent(fee.includes, fee.excludes, words)
        spans = (
            *setting.spans(fee.name, setting.style(Cut.BOLD)),
            *setting.spans(f", {detail}" if detail else "", setting.style()),
        )
        return paragraph(spans, measure, setting.leading, language=setting.language)

    def _payment(self) -> Iterator[Frame]:
        words, bank, registration = self.words, self.event.organiser.bank, self.event.registration
        if bank is None or not registration.fees:
            return
        reference = remittance(self.event, words("Name of participant", context="transfer"))
        code = self._code(bank, reference)
        inner = self.measure - (code.size.width + _GUTTER if code else 0.0)
        intro = (
            words("Please transfer the fee by {date} to:", date=words.date(registration.pay_by))
            if registration.pay_by
            else words("Please transfer the fee to:")
        )
        rows = [intro, bank.account_holder, f"{words('IBAN')}: {str(bank.iban).replace(' ', _NO_BREAK_SPACE)}"]
        rows += [f"{words('BIC')}: {bank.bic}"] if bank.bic else []
        rows += [f"{words('Purpose')}: {reference}"] if reference else []
        text = Stack().extend(self._line(row, measure=inner) for row in rows).frame(inner)
        side = [Frame(Point(inner + _GUTTER, 0.0), code.size, (code,))] if code else []
        height = max(frame.size.height for frame in (text, *side))
        yield self._block(words("Bank details"), Frame(ORIGIN, Size(self.measure, height), (text, *side)))

    def _code(self, bank: Bank, reference: str) -> Frame | None:
        """The GiroCode of a transfer whose amount the payer fills in; there is one for euros only."""
        if self.event.currency != "EUR":
            return None
        try:
            transfer = CreditTransfer(name=bank.account_holder, iban=bank.iban, bic=bank.bic, remittance=reference)
            return giro_code(transfer, _CODE_SIDE, self.words, self.setting.theme.family)
        except PaymentError as error:
            record, field = (
                (bank, "account_holder") if error.field == "name" else (self.event.registration, "reference")
            )
            raise UserError([Problem(place_of(record, field), error.what, error.hint)]) from error

    def _hotels(self) -> Iterator[Frame]:
        if self.event.accommodation:
            lines = [
                self._linked(self._hotel(hotel), (_shown(hotel.website), hotel.website))
                for hotel in self.event.accommodation
            ]
            yield self._block(self.words("Accommodation"), *lines)

    def _hotel(self, hotel: Hotel) -> str:
        parts = (
            hotel.name,
            self._address(hotel.address),
            hotel.phone,
            _shown(hotel.website),
            hotel.price,
            hotel.note,
        )
        return ", ".join(filter(None, parts))

    def _section(self, section: Section) -> Iterator[Frame]:
        yield self._block(section.title, *self.setting.prose(section.text, self.measure))

    def _contact(self) -> Iterator[Frame]:
        organiser = self.event.organiser
        lines = [self._line(organiser.name)]
        email, phone = organiser.email or organiser.contact.email, organiser.phone or organiser.contact.phone
        if email:
            lines.append(self._linked(email, (email, f"mailto:{email}")))
        if phone:
            lines.append(self._line(self.words("Phone: {number}", number=phone)))
        sites = dict.fromkeys(filter(None, (self.event.website, organiser.website)))
        lines += [self._linked(_shown(url), (_shown(url), url)) for url in sites if url != self.event.registration.url]
        yield self._block(self.words("Information and coordination"), *lines)

    def _notice(self) -> Iterator[Frame]:
        if not self.event.notice:
            return
        inset = mm(2)
        body = Stack().extend(self.setting.prose(self.event.notice, self.measure - 2 * inset, cut=Cut.BOLD))
        height = body.height + 2 * inset
        box = Fill(
            ORIGIN,
            Size(self.measure, height),
            None,
            stroke=self.setting.theme.primary,
            thickness=pt(0.75),
        )
        inner = body.frame(self.measure - 2 * inset, at=Point(inset, inset))
        yield Frame(ORIGIN, Size(self.measure, height), (box, inner), Role.SECT)


def _fitted(frames: Iterator[Frame], record: Located, field: str) -> list[Frame]:
    """The frames; UserError where `field` of `record` stands when a word in them is wider than its line."""
    with fitting_at(place_of(record, field)):
        return list(frames)


def _shown(url: str) -> str:
    """A link as it is printed: without its scheme and the slash at its end."""
    return re.sub(r"^https?://", "", url).rstrip("/")
