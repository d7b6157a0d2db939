package readiness

import (
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

func newCase(rec CaseRecord, kind ChangeKind) CaseChange {
	rec.Spells = inOrder(slices.Clone(rec.Spells))
	c := CaseChange{Kind: kind, Record: rec, Closed: closedOn(rec.Spells)}
	if kind == CaseOpened && !c.Closed.IsZero() {
		c.Kind = CaseClosed // it opened and closed between two uploads, or before the first
	}
	return c
}

// mergeKnown brings one known case up to date with what the upload says of the child.
func (p ReviewRules) mergeKnown(k KnownCase, rec CaseRecord, e Extract, handed func(string, CaseType) bool) CaseChange {
	if !k.Closed.IsZero() && !openedAgain(k, rec) {
		return p.afterClosure(k, rec)
	}
	merged, vanished := mergeSpells(k.Record.Spells, rec.Spells, e.TakenOn, func(t CaseType) bool { return handed(rec.ChildRef, t) })
	after := rec
	after.Spells = merged
	if after.Team == "" {
		after.Team = k.Record.Team
	}
	if after.Worker == "" {
		after.Worker = k.Record.Worker
	}
	if after.LegalStatus == "" {
		after.LegalStatus = k.Record.LegalStatus
	}
	if after.Need == "" {
		after.Need = k.Record.Need
	}
	if after.LastSeen.Before(k.Record.LastSeen) {
		after.LastSeen = k.Record.LastSeen
	}
	c := CaseChange{CaseID: k.ID, Record: after, Closed: closedOn(merged)}
	switch {
	case !c.Closed.IsZero():
		c.Kind, c.Vanished = CaseClosed, vanished
	case !k.Closed.IsZero():
		c.Kind = CaseReopened
	case k.Record.Team != after.Team:
		c.Kind, c.From, c.To = CaseMoved, k.Record.Team, after.Team
	case !slices.Equal(k.Record.Spells, merged):
		c.Kind = CaseChanged
	default:
		c.Kind = CaseSame
	}
	return c
}

// openedAgain reports whether the upload shows open a spell that the closed case knows, or one that began before the case closed: the closure is
// taken back.
func openedAgain(k KnownCase, rec CaseRecord) bool {
	for _, s := range rec.Spells {
		known := slices.ContainsFunc(k.Record.Spells, func(old Spell) bool { return sameSpell(old, s) })
		if s.End.IsZero() && (known || !s.Start.After(k.Closed)) {
			return true
		}
	}
	return false
}

// afterClosure handles a child whose latest case has closed: an open spell is a new case, and a re-opening when it comes within ReopenMonths.
func (p ReviewRules) afterClosure(k KnownCase, rec CaseRecord) CaseChange {
	later := slices.DeleteFunc(slices.Clone(rec.Spells), func(s Spell) bool { return !s.Start.After(k.Closed) })
	if len(later) == 0 || !closedOn(later).IsZero() {
		return CaseChange{Kind: CaseSame, CaseID: k.ID, Record: k.Record, Closed: k.Closed}
	}
	rec.Spells = later
	c := newCase(rec, CaseOpened)
	if later[0].Start.Before(k.Closed.AddMonths(p.ReopenMonths)) {
		c.Kind, c.From = CaseReopened, "closed on "+k.Closed.Long()
	}
	return c
}

func sameSpell(a, b Spell) bool { return a.Type == b.Type && a.Start == b.Start }

// mergeSpells takes the upload's spells over the known ones. A known open spell that its list no longer shows ends on the list's day; vanished
// reports whether that happened. A known spell of a list that was not handed in stays. A spell that the case does not know and that ended before
// the case began belongs to an earlier case, and is passed over.
func mergeSpells(known, found []Spell, takenOn calendar.Date, handed func(CaseType) bool) (merged []Spell, vanished bool) {
	began := firstStart(known, found)
	found = slices.DeleteFunc(slices.Clone(found), func(s Spell) bool {
		return !s.End.IsZero() && s.Start.Before(began) && !slices.ContainsFunc(known, func(old Spell) bool { return sameSpell(old, s) })
	})
	merged = slices.Clone(found)
	for _, old := range known {
		if slices.ContainsFunc(found, func(s Spell) bool { return sameSpell(s, old) }) {
			continue
		}
		if old.End.IsZero() && handed(old.Type) {
			old.End, vanished = takenOn, true
			if i := slices.IndexFunc(found, func(s Spell) bool { return s.Type == old.Type && s.Start.After(old.Start) }); i >= 0 {
				old.End = found[i].Start
			}
		}
		merged = append(merged, old)
	}
	return inOrder(merged), vanished
}

// firstStart is when a case began: the earliest of its known spells and of the open ones found.
func firstStart(known, found []Spell) calendar.Date {
	var first calendar.Date
	for _, s := range append(slices.Clone(known), slices.DeleteFunc(slices.Clone(found), func(s Spell) bool { return !s.End.IsZero() })...) {
		if first.IsZero() || s.Start.Before(first) {
			first = s.Start
		}
	}
	return first
}

// inOrder sorts spells by start, then from the least to the most intensive, in place.
func inOrder(spells []Spell) []Spell {
	slices.SortStableFunc(spells, func(a, b Spell) int {
		if by := a.Start.Compare(b.Start); by != 0 {
			return by
		}
		return slices.Index(CaseTypes, a.Type) - slices.Index(CaseTypes, b.Type)
	})
	return spells
}

// closedOn is the day the last spell ended, zero while one is open.
func closedOn(spells []Spell) calendar.Date {
	var last calendar.Date
	for _, s := range spells {
		if s.End.IsZero() {
			return calendar.Date{}
		}
		if s.End.After(last) {
			last = s.End
		}
	}
	return last
}
