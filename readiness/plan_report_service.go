package readiness

import (
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// ReportedService is what a progress report froze beside the plan: visits, drift, case audits and children's homes. It knows no child, and no case. Reports
// that were made before there was such a part have none.
type ReportedService struct {
	Small  int              `json:"small"` // the least count that people who may see no case are shown, as the rules had it
	Why    string           `json:"why"`   // why figures changed, and
	Safer  string           `json:"safer"` // whether children are safer, as whoever made the report told members
	Visits []ReportedVisit  `json:"visits"`
	Drift  ReportedDrift    `json:"drift"`
	Audits []ReportedAudits `json:"audits"` // by focus area
	Homes  ReportedHomes    `json:"homes"`
}

// A ReportedVisit is a visit that lay ahead, or ended in the period. Rehearsals are none.
type ReportedVisit struct {
	VisitID   string          `json:"visit_id"`
	Kind      string          `json:"kind"`
	Name      string          `json:"name"`
	On        calendar.Date   `json:"on"`
	Until     calendar.Date   `json:"until"`
	Status    VisitStatus     `json:"status"`
	Focus     []ReportedFocus `json:"focus"`
	Published bool            `json:"published"`       // its letter is
	Letter    calendar.Date   `json:"letter,omitzero"` // received
	Findings  int             `json:"findings"`        // of the letter
}

// ReportedFocus is one focus area of a visit with its parts: its steps, and then VisitParts.
type ReportedFocus struct {
	Code  string      `json:"code"`
	Name  string      `json:"name"`
	Parts []VisitPart `json:"parts"`
}

// ReportedDrift are the cases that have been open long, by area and in all, and what the report before said of them.
type ReportedDrift struct {
	Areas  []Figures    `json:"areas"`
	Total  Figures      `json:"total"`
	Before *DriftBefore `json:"before,omitempty"` // nil when the report before had no such part
}

// DriftBefore is what the report before said.
type DriftBefore struct {
	Number int           `json:"number"`
	Until  calendar.Date `json:"until"`
	Small  int           `json:"small"`
	Areas  []Figures     `json:"areas"`
	Total  Figures       `json:"total"`
}

// ReportedAudits are the case audits of a focus area that were moderated in the period.
type ReportedAudits struct {
	Focus     string `json:"focus"`
	Name      string `json:"name"`
	Moderated int    `json:"moderated"`
	Counts    []int  `json:"counts"` // of these: overall grades that stand, in the order of CaseAuditGrades
	Open      int    `json:"open"`   // of these: no grade stands yet
	Again     int    `json:"again"`  // children audited again after a visit, whose second grade stands; not counted above
	Better    int    `json:"better"`
	Same      int    `json:"same"`
	Worse     int    `json:"worse"`
}

// ReportedHomes are the visits to children's homes under regulation 44.
type ReportedHomes struct {
	Since   calendar.Date `json:"since"` // the first month that was counted
	Homes   int           `json:"homes"`
	Due     int           `json:"due"`     // months of homes in which a visit was due
	Visited int           `json:"visited"` // of these
	Open    int           `json:"open"`    // recommendations
	Late    int           `json:"late"`    // of these
}

// DriftBeforeOf is what a report said about drift, for the next one; nil when it said nothing.
func DriftBeforeOf(last PlanReport) *DriftBefore {
	s := last.Plan.Service
	if s == nil {
		return nil
	}
	return &DriftBefore{Number: last.Number, Until: last.Until, Small: s.Small, Areas: s.Drift.Areas, Total: s.Drift.Total}
}

// Of is what the report before said of an area; false when it did not know the area.
func (b *DriftBefore) Of(areaID, name string) (Figures, bool) {
	if b == nil {
		return Figures{}, false
	}
	i := slices.IndexFunc(b.Areas, func(f Figures) bool { return f.AreaID == areaID && f.Name == name })
	if i < 0 {
		return Figures{}, false
	}
	return b.Areas[i], true
}

// CountHomes counts the months in which homes were due a visit, from the month of a day to that of another, and what is open on a day. A month that is not
// over is due once it has its visit.
func CountHomes(records []HomeRecord, from, until, today calendar.Date) ReportedHomes {
	h := ReportedHomes{Since: MonthOf(from)}
	if first := HomeRecordSince(today); h.Since.Before(first) {
		h.Since = first
	}
	for _, r := range records {
		due := h.Due
		for _, m := range r.Months {
			if m.Month.Before(h.Since) || m.Month.After(until) {
				continue
			}
			switch m.State {
			case HomeMonthDone:
				h.Due, h.Visited = h.Due+1, h.Visited+1
			case HomeMonthMissed:
				h.Due++
			}
		}
		open, late := r.Open(today)
		h.Open, h.Late = h.Open+open, h.Late+late
		if h.Due > due || !r.Home.Closed(today) {
			h.Homes++
		}
	}
	return h
}

// CountAudits counts audits that were moderated in the period, by focus area in the order in which they come.
func CountAudits(audits []AuditOfPeriod) []ReportedAudits {
	counted := []ReportedAudits{}
	for _, a := range audits {
		i := slices.IndexFunc(counted, func(r ReportedAudits) bool { return r.Focus == a.Focus })
		if i < 0 {
			i = len(counted)
			counted = append(counted, ReportedAudits{Focus: a.Focus, Name: a.Name, Counts: make([]int, len(CaseAuditGrades))})
		}
		counted[i].add(a)
	}
	return counted
}

// An AuditOfPeriod is one audit that was moderated in a period: the overall grade that stands, and that of the same child before the visit, each "" for none.
type AuditOfPeriod struct{ Focus, Name, Overall, Before string }

func (r *ReportedAudits) add(a AuditOfPeriod) {
	step, before := auditStep(a.Overall), auditStep(a.Before)
	if before >= 0 {
		r.addAgain(step, before)
		return
	}
	r.Moderated++
	if step < 0 {
		r.Open++
	} else {
		r.Counts[step]++
	}
}

func (r *ReportedAudits) addAgain(step, before int) {
	if step < 0 {
		return
	}
	r.Again++
	switch {
	case step < before:
		r.Better++
	case step > before:
		r.Worse++
	default:
		r.Same++
	}
}

// forMembers is the part without small numbers, and without a letter that is not published.
func (s ReportedService) forMembers() *ReportedService {
	s.Visits, s.Audits = slices.Clone(s.Visits), slices.Clone(s.Audits)
	for i := range s.Visits {
		s.Visits[i] = s.Visits[i].forMembers(s.Small)
	}
	for i := range s.Audits {
		s.Audits[i] = s.Audits[i].withoutSmallNumbers(s.Small)
	}
	s.Drift.Areas, s.Drift.Total = suppressed(s.Drift.Areas, s.Drift.Total, s.Small)
	if b := s.Drift.Before; b != nil {
		before := *b
		before.Areas, before.Total = suppressed(before.Areas, before.Total, b.Small) // as its own edition for scrutiny had them
		s.Drift.Before = &before
	}
	return &s
}

func (v ReportedVisit) forMembers(least int) ReportedVisit {
	v.Focus = slices.Clone(v.Focus)
	for i := range v.Focus {
		v.Focus[i].Parts = PartsForMembers(v.Focus[i].Parts, least)
	}
	if !v.Published {
		v.Letter, v.Findings, v.Status = calendar.Date{}, 0, v.Status.forMembers()
	}
	return v
}

// withoutSmallNumbers hides small counts of grades, and of those audited twice. Where the sum is small nothing of it is said: nought beside it would tell
// how each of a few children was graded.
func (r ReportedAudits) withoutSmallNumbers(least int) ReportedAudits {
	parts, all := Suppress(append(slices.Clone(r.Counts), r.Open), r.Moderated, least)
	again, sum := Suppress([]int{r.Better, r.Same, r.Worse}, r.Again, least)
	hideAll(parts, all)
	hideAll(again, sum)
	n := len(r.Counts)
	r.Counts, r.Open, r.Moderated = parts[:n], parts[n], all
	r.Better, r.Same, r.Worse, r.Again = again[0], again[1], again[2], sum
	return r
}

func hideAll(parts []int, total int) {
	for i := range parts {
		if total == Hidden {
			parts[i] = Hidden
		}
	}
}

// PartsForMembers are the parts of how ready a focus area is for people who may see no case: those that count children or their flags are not said at all
// where they are small, or what is left of them is.
func PartsForMembers(parts []VisitPart, least int) []VisitPart {
	parts = slices.Clone(parts)
	for i, p := range parts {
		if (p.Code == "flags" || p.Code == "audits") && (hideSmall(p.Done, p.Of, least) == Hidden || p.Of > 0 && p.Of < least) {
			parts[i].Done, parts[i].Of = Hidden, Hidden
		}
	}
	return parts
}
