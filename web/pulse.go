package web

import (
	"net/http"
	"strconv"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// PulsesPage lists the surveys of staff, with the warning signs that should fall when a practice model is lived.
type PulsesPage struct {
	Pulses []readiness.Pulse // newest first
	Rules  readiness.PulseRules
	Signs  readiness.PulseSigns
	Viewer readiness.Actor
	Today  calendar.Date
}

// Face is the page's frame.
func (PulsesPage) Face() Face {
	return Face{Template: "pulses", Title: "Pulse: what staff say about the practice model", Section: planPath, Back: planPath}
}

func (s *Server) pulses(w http.ResponseWriter, r *http.Request) (err error) {
	page := PulsesPage{Viewer: by(r), Today: s.today()}
	if page.Pulses, err = s.Pulses.Pulses(r.Context(), page.Viewer); err != nil {
		return err
	}
	if page.Rules, err = s.Pulses.PulseRules(r.Context()); err != nil {
		return err
	}
	if page.Signs, err = s.Pulses.PulseSigns(r.Context(), page.Viewer); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, page)
}

// Runs reports whether the viewer may open and close surveys.
func (p PulsesPage) Runs() bool { return mayHere(p.Viewer, may(readiness.RunPlan)) }

// Running is the survey that takes answers; nil when none does.
func (p PulsesPage) Running() *readiness.Pulse {
	if len(p.Pulses) == 0 || p.Pulses[0].Over(p.Today) {
		return nil
	}
	return &p.Pulses[0]
}

// Rhythm says whether one opens by itself.
func (p PulsesPage) Rhythm() string {
	if p.Rules.First.IsZero() {
		return "No survey opens by itself."
	}
	return "A survey opens by itself every three months, counted from " + p.Rules.First.Long() + "."
}

// A PulseRow is one survey in the list.
type PulseRow struct {
	Href, Name, Areas, State string
}

// Rows are the surveys.
func (p PulsesPage) Rows() []PulseRow {
	rows := make([]PulseRow, len(p.Pulses))
	for i, x := range p.Pulses {
		rows[i] = PulseRow{Href: pulseHref(x.ID), Name: pulseName(x), Areas: pulseAreas(x), State: "Over"}
		if !x.Over(p.Today) {
			rows[i].State = "Takes answers until " + x.Until.Long()
		}
	}
	return rows
}

func pulseHref(id string) string { return pulsePath + "/" + id }

// pulseName names a survey by its days.
func pulseName(p readiness.Pulse) string {
	if p.Ended() == p.From {
		return p.From.Long()
	}
	return p.From.Long() + " to " + p.Ended().Long()
}

func pulseAreas(p readiness.Pulse) string {
	names := make([]string, len(p.Areas))
	for i, a := range p.Areas {
		names[i] = a.Name
	}
	return listed(names)
}

// Signs are the warning signs of a model that is known and not lived.
func (p PulsesPage) SignRows() []SignRow { return signRows(p.Signs, p.Viewer) }

// A SignRow is one warning sign: the figure, what it counts, and where its rows are.
type SignRow struct {
	Sign, Figure, Counts, Href string
}

func signRows(s readiness.PulseSigns, viewer readiness.Actor) []SignRow {
	came := SignRow{Sign: "Re-referrals", Figure: counts(s.Reopened), Counts: "of " + counts(s.Opened) + " cases opened since " + s.Since.Long() + " were of a child whose earlier case had closed less than " + counted(s.Months, "month") + " before. Sightline counts cases, not contacts."}
	long := SignRow{Sign: "Drift without permanence", Figure: counts(s.Total.LongOpen) + " cases", Counts: "are open for longer than their threshold, " + counts(s.Total.Over24) + " of them for 24 months or more. Sightline does not know which children have a permanence plan."}
	if seesAll(viewer) && s.Total.LongOpen > 0 {
		long.Href = "/cases"
	}
	gap := SignRow{Sign: "Attainment gap", Figure: "There is no figure.", Counts: "Sightline counts no marks. The improvement programme lead can enter the latest figure that was published."}
	if s.Gap != nil {
		gap.Figure = s.Gap.Points + " points"
		gap.Counts = "between children in care and all pupils, as of " + s.Gap.AsOf.Long() + ". Source: " + s.Gap.Source + ". Entered by " + s.Gap.By + "."
	}
	return []SignRow{came, long, gap}
}

// percent writes a share, "" for none.
func percent(n int, ok bool) string {
	if !ok {
		return ""
	}
	return strconv.Itoa(n) + "%"
}
