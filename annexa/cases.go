package annexa

import (
	"cmp"
	"maps"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// extract puts together what the upload says: which lists were found, the cases of lists 6, 7 and 8 by child, and whom focus areas are about.
func (u *upload) extract() readiness.Extract {
	e := readiness.Extract{Layout: u.layout, TakenOn: u.taken, Lacks: u.lacks()}
	for _, t := range u.tables {
		if t.usable() {
			e.Lists = append(e.Lists, t.summary())
		}
	}
	for _, id := range slices.Sorted(maps.Keys(u.children)) {
		if c, ok := u.caseOf(id); ok {
			e.Cases = append(e.Cases, c)
		}
		e.Unread = append(e.Unread, u.unread(id)...)
		u.cohorts(id, &e)
	}
	return e
}

// unread names the case lists on which a row of the child was left out: the child has not vanished from them.
func (u *upload) unread(id string) (all []readiness.Unread) {
	for _, n := range []int{6, 7, 8} {
		if slices.ContainsFunc(u.of(id, n), func(r *row) bool { return r.rec.marks&leftOut != 0 }) {
			all = append(all, readiness.Unread{ChildRef: id, Type: caseTypes[n]})
		}
	}
	return all
}

func (t *table) summary() readiness.ListFound {
	f := readiness.ListFound{List: t.list.number, Sheet: t.sheet, Rows: len(t.records)}
	for i := range t.records {
		switch marks := t.records[i].marks; {
		case marks&hasError != 0:
			f.Mend++
		case marks&hasQuery != 0:
			f.Ask++
		default:
			f.Fine++
		}
		if t.records[i].marks&leftOut != 0 {
			f.LeftOut++
		}
	}
	return f
}

var caseTypes = map[int]readiness.CaseType{6: readiness.ChildInNeed, 7: readiness.ChildProtection, 8: readiness.ChildInCare}

var reasonField = map[int]field{6: needEndReason, 8: careEndReason}

// caseOf puts a child's usable rows on lists 6, 7 and 8 together. ok is false when there are none.
func (u *upload) caseOf(id string) (c readiness.CaseRecord, ok bool) {
	var rows []*row
	for _, n := range []int{8, 7, 6} { // the most intensive help names team and worker
		rows = append(rows, u.usableRows(id, n)...)
	}
	if len(rows) == 0 {
		return c, false
	}
	c.ChildRef = id
	for _, r := range rows {
		c.Spells = append(c.Spells, spellOf(r))
		c.LastSeen = latest(c.LastSeen, r.day(seenField[r.t.list.number]), u.taken)
		c.LegalStatus = cmp.Or(c.LegalStatus, r.onList(8, legalStatus))
		c.Need = cmp.Or(c.Need, r.onList(6, primaryNeed))
	}
	slices.SortStableFunc(rows, openFirst)
	for _, r := range rows {
		c.Team, c.Worker = cmp.Or(c.Team, r.code(team)), cmp.Or(c.Worker, r.code(worker))
	}
	c.Spells = settled(c.Spells)
	return c, true
}

// usableRows are a child's rows on a list that were not left out, newest first.
func (u *upload) usableRows(id string, list int) []*row {
	rows := slices.DeleteFunc(u.of(id, list), func(r *row) bool { return r.rec.marks&leftOut != 0 || !r.t.usable() })
	slices.SortStableFunc(rows, func(a, b *row) int { return began(b).Compare(began(a)) })
	return rows
}

func (r *row) onList(list int, f field) string {
	if r.t.list.number != list {
		return ""
	}
	return r.code(f)
}

func openFirst(a, b *row) int {
	switch {
	case open(a) == open(b):
		return 0
	case open(a):
		return -1
	}
	return 1
}

func spellOf(r *row) readiness.Spell {
	n := r.t.list.number
	s := readiness.Spell{Type: caseTypes[n], Start: began(r)}
	if !open(r) {
		s.End, s.Reason = r.day(spanOf(spells, n)[0].end), r.code(reasonField[n])
	}
	return s
}

func latest(known, day, taken calendar.Date) calendar.Date {
	if day.After(known) && !day.After(taken) {
		return day
	}
	return known
}

// settled orders spells oldest first, and keeps of repeated rows and of several open ones of one type only the earliest.
func settled(all []readiness.Spell) []readiness.Spell {
	slices.SortStableFunc(all, func(a, b readiness.Spell) int {
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(order(a.Type), order(b.Type)), a.End.Compare(b.End))
	})
	open := map[readiness.CaseType]bool{}
	out := all[:0]
	for i, s := range all {
		if i > 0 && s == all[i-1] || s.End.IsZero() && open[s.Type] {
			continue
		}
		open[s.Type] = open[s.Type] || s.End.IsZero()
		out = append(out, s)
	}
	return out
}

func order(t readiness.CaseType) int {
	return slices.Index([]readiness.CaseType{readiness.ChildInNeed, readiness.ChildProtection, readiness.ChildInCare}, t)
}
