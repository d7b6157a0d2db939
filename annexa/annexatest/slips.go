package annexatest

import (
	"math/rand/v2"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A slip is a small mistake in one cell of a row. It takes no case away, opens none and moves none.
type slip struct {
	list   int
	header string
	since  string // header of a date that must lie long enough ago
	ago    int    // days, see since
	open   string // header of a date that must be blank
	value  func(b *Book, r *rand.Rand) any
}

func (b *Book) some(r *rand.Rand, low, high int) any { return b.ago(between(r, low, high)) }

// slips are what people get wrong or late most often (domain.md 2.5 has the rules that find them).
var slips = []slip{
	{6, "Primary Need Code", cinStart, 0, cinEnd, func(*Book, *rand.Rand) any { return nil }},
	{6, "Primary Need Code", cinStart, 0, cinEnd, func(*Book, *rand.Rand) any { return "PSRMEM - Support with memory" }},
	{6, seenHeader, cinStart, 0, cinEnd, func(*Book, *rand.Rand) any { return "last week" }},
	{6, seenHeader, cinStart, 200, cinEnd, func(b *Book, r *rand.Rand) any { return b.some(r, 50, 110) }},
	{7, "Date of the Last Statutory Visit", cpStart, 90, cpEnd, func(b *Book, r *rand.Rand) any { return b.some(r, 25, 45) }},
	{7, "Number of Previous Child Protection Plans", cpStart, 0, cpEnd, func(*Book, *rand.Rand) any { return "some" }},
	{8, "Date of Last Social Work Visit", claStart, 120, claEnd, func(b *Book, r *rand.Rand) any { return b.some(r, 45, 80) }},
	{8, "Date of Latest Statutory Review", claStart, 400, claEnd, func(b *Book, r *rand.Rand) any { return b.some(r, 195, 260) }},
	{8, "Date of Last Health Assessment", claStart, 500, claEnd, func(b *Book, r *rand.Rand) any { return b.some(r, 375, 460) }},
	{8, "Date of Last Dental Check", claStart, 500, claEnd, func(b *Book, r *rand.Rand) any { return b.some(r, 375, 460) }},
	{8, "Placement postcode", claStart, 0, claEnd, func(*Book, *rand.Rand) any { return "not known" }},
	{9, "Suitability of Accommodation", "", 0, "", func(*Book, *rand.Rand) any { return nil }},
	{9, "Allocated Personal Advisor", "", 0, "", func(*Book, *rand.Rand) any { return nil }},
	{9, "Latest Date of Contact", "", 0, "", func(b *Book, r *rand.Rand) any { return b.some(r, 60, 100) }},
	{9, "Latest Pathway Plan Review Date", "", 0, "", func(b *Book, r *rand.Rand) any { return b.some(r, 190, 260) }},
}

// Slip makes n slips in rows drawn by the seed and the day: the same every time, others the next month.
func (b *Book) Slip(n int, seed uint64) {
	r := rand.New(rand.NewPCG(seed+5, uint64(b.TakenOn.Sub(calendar.On(2000, 1, 1)))))
	for range n {
		s := pick(r, slips)
		if l := b.List(s.list); len(l.Rows) > 0 {
			if row, found := s.row(b, l, r); found {
				l.Set(row, s.header, s.value(b, r))
			}
		}
	}
}

// row draws a row that the slip fits, false when the first thirty do not.
func (s slip) row(b *Book, l *List, r *rand.Rand) (int, bool) {
	for range 30 {
		row := r.IntN(len(l.Rows))
		if s.fits(b, l, row) {
			return row, true
		}
	}
	return 0, false
}

func (s slip) fits(b *Book, l *List, row int) bool {
	if !slices.Contains(l.Header, s.header) || (s.open != "" && l.Get(row, s.open) != nil) {
		return false
	}
	if s.since == "" {
		return true
	}
	since, ok := l.Get(row, s.since).(calendar.Date)
	return ok && b.TakenOn.Sub(since) >= s.ago
}
