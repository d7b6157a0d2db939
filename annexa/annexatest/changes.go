package annexatest

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// second is a copy of a list for a sheet of its own.
func (b *Book) second(list int) *List {
	l := b.List(list)
	return &List{Number: list, Sheet: l.Sheet + " (2)", Header: l.Header, Rows: l.Rows[:1]}
}

func (l *List) swap(a, b string) {
	i, j := l.column(a), l.column(b)
	l.Header[i], l.Header[j] = b, a
	for _, row := range l.Rows {
		row[i], row[j] = row[j], row[i]
	}
}

// extra adds a column with the same value on every row.
func (l *List) extra(header string, value any) {
	l.Header = append(l.Header, header)
	for i := range l.Rows {
		l.Rows[i] = append(l.Rows[i], value)
	}
}

// without takes a child's rows away.
func (l *List) without(id any) {
	at := l.column(idHeader)
	l.Rows = slices.DeleteFunc(l.Rows, func(row []any) bool { return row[at] == id })
}

func (b *Book) saturday() calendar.Date {
	d := b.TakenOn
	for d.Weekday() != time.Saturday {
		d = d.AddDays(-1)
	}
	return d
}

// overlap gives a child in need an earlier spell that ended after the present one began.
func overlap(b *Book) {
	l, row := b.inNeed()
	started := l.Get(row, cinStart).(calendar.Date)
	old := l.Copy(row)
	l.Set(old, cinStart, started.AddDays(-90))
	l.Set(old, cinEnd, started.AddDays(2))
	l.Set(old, cinReason, "RC7")
	l.Set(old, statusHeader, "e) Closed episode")
}

// lowCount adds an earlier row of the first child, while the count of the later row stays 0.
func lowCount(list int, startHeader, countHeader string) func(*Book) {
	return func(b *Book) {
		l := b.List(list)
		l.Set(0, countHeader, 0)
		l.Set(l.Copy(0), startHeader, l.Get(0, startHeader).(calendar.Date).AddDays(-20))
	}
}

// status changes the first case status of list 6 that is one to another.
func status(from, to string) func(*Book) {
	return func(b *Book) {
		l := b.List(6)
		l.Set(l.Find(statusHeader, is(from)), statusHeader, to)
	}
}

// leftCare lets a young person of seventeen leave care without coming to list 9.
func leftCare(b *Book) {
	l, row := b.inCare()
	id := l.Get(row, idHeader)
	l.Set(row, bornHeader, b.TakenOn.AddMonths(-17*12-3))
	l.Set(row, ageHeader, 17)
	l.Set(row, claStart, b.ago(300))
	l.Set(row, claEnd, b.ago(10))
	l.Set(row, claReason, "E8")
	b.List(9).without(id)
}
