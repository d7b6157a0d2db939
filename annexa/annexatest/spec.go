package annexatest

import (
	"time"

	"github.com/sightline-readiness/sightline/annexa"
	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A Spec says what upload to make. The zero Spec is 60 children of one seed in the newer layout, taken on 31 March 2026.
type Spec struct {
	Seed     uint64
	Children int // open or lately closed on list 6 at Began, roughly; default 60
	TakenOn  calendar.Date
	// Began is the day at which the population has its size; default TakenOn. Keep it and move TakenOn on, and the same children
	// grow older: cases close, plans begin and end, new children come in at about one in twenty-five a month.
	Began  calendar.Date
	Teams  []string // default: eight invented teams
	Layout string   // annexa.Older or annexa.Newer; default Newer
	Faults []string // ids of rules that shall find something, see FaultIDs

	Referrals      int // a month, all of them: those that lead to nothing stand on lists 1 and 3 alone; 0: only those that led to a case
	WorkersPerTeam int // social workers of each team; 0: every child's worker is drawn from one pool
	ReturnPer100   int // of the children whose case closes, how many come back within the year; 0: nobody does
	PlanPer100     int // children who ever have a protection plan; 0: 15
	CarePer100     int // children who come into care; 0: 18
	MovePer100     int // children who change team once, some time in the year after they became known; 0: nobody does
	GapsPer100     int // young people on list 9 whose row shows what a red flag asks about; 0: nobody's does, see gaps.go
	Slips          int // small mistakes in single cells, drawn anew every month; what they are stands in slips.go
}

// Workbook makes an upload as an .xlsx workbook.
func Workbook(spec Spec) []byte { return New(spec).XLSX() }

// New makes an upload that can still be changed. Without faults, reading it gives no error and no query.
func New(spec Spec) *Book {
	spec = spec.orDefault()
	b := newBook(spec)
	g := &generator{spec: spec, book: b, england: calendar.England(), from: spec.TakenOn.AddMonths(-6)}
	g.fill()
	for _, id := range spec.Faults {
		b.Break(id)
	}
	b.Slip(spec.Slips, spec.Seed)
	return b
}

func (s Spec) orDefault() Spec {
	if s.Children <= 0 {
		s.Children = 60
	}
	if s.TakenOn.IsZero() {
		s.TakenOn = calendar.On(2026, time.March, 31)
	}
	if s.Began.IsZero() {
		s.Began = s.TakenOn
	}
	if s.Layout == "" {
		s.Layout = annexa.Newer
	}
	if s.PlanPer100 == 0 {
		s.PlanPer100 = 15
	}
	if s.CarePer100 == 0 {
		s.CarePer100 = 18
	}
	if len(s.Teams) == 0 {
		s.Teams = []string{
			"North Locality Team", "South Locality Team", "East Locality Team", "West Locality Team",
			"Court and Protection Team", "Children in Care Team 1", "Children in Care Team 2", "Disabled Children's Team",
		}
	}
	return s
}
