package web

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/sightline-readiness/sightline/readiness"
)

// RunUpPage is one version of a run-up.
type RunUpPage struct {
	RunUpBody
	Viewer readiness.Actor
}

// Face is the page's frame.
func (p RunUpPage) Face() Face {
	return Face{Template: "run_up", Title: "Run-up: " + p.RunUp.Name, Section: packsPath, Back: packsPath}
}

// Sets reports whether the viewer may make a copy.
func (p RunUpPage) Sets() bool { return mayHere(p.Viewer, may(readiness.SetRules)) }

func (s *Server) runUp(w http.ResponseWriter, r *http.Request) error {
	up, err := s.Packs.RunUp(r.Context(), r.PathValue("code"))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, RunUpPage{RunUpBody: RunUpBody{RunUp: up}, Viewer: by(r)})
}

// A RunUpBody is what a run-up says, on its own page and on that of a draft.
type RunUpBody struct {
	RunUp   readiness.RunUp
	DraftID string // of a draft that can be changed; "" for what cannot
}

// Counts says how large it is.
func (b RunUpBody) Counts() string {
	days := func(n int) string { return counted(n, "working day") }
	return counted(len(b.RunUp.Steps), "step") + ". Inspectors are on site for " + days(b.RunUp.Days) + ", and the letter or report is expected " + days(b.RunUp.Letter) + " later"
}

// Kind is the kind of visit in words.
func (b RunUpBody) Kind() string { return readiness.ChoiceText(readiness.VisitKinds, b.RunUp.Kind) }

// ToConfirm says what “council to confirm” means, "" where nothing is.
func (b RunUpBody) ToConfirm() string { return toConfirm(b.RunUp.Unconfirmed()) }

// Holder says who has a part unless somebody is named.
func (RunUpBody) Holder(s readiness.RunUpSlot) string {
	words := sentence(s.Role.Title())
	if s.PerFocus {
		words += ", one for each focus area"
	}
	return words
}

// Add is where a step is added to a draft; "" where none can be.
func (b RunUpBody) Add() string { return partHref(b.DraftID, "step", "") }

// A RunUpWeek is a stretch of days with its steps.
type RunUpWeek struct {
	Title string
	Steps []RunUpLine
}

// A RunUpLine is one step in words.
type RunUpLine struct {
	readiness.RunUpStep
	When   string
	Who    string
	Closes string // on what it closes
	Notice string // what becomes of it at short notice, when it does not stay
	Change string
}

// Weeks are the steps in the order in which they fall, by week.
func (b RunUpBody) Weeks() (weeks []RunUpWeek) {
	for _, s := range b.RunUp.InOrder() {
		title := weekOf(s)
		i := slices.IndexFunc(weeks, func(w RunUpWeek) bool { return w.Title == title })
		if i < 0 {
			i = len(weeks)
			weeks = append(weeks, RunUpWeek{Title: title})
		}
		weeks[i].Steps = append(weeks[i].Steps, b.line(s))
	}
	return weeks
}

func (b RunUpBody) line(s readiness.RunUpStep) RunUpLine {
	slot, _ := b.RunUp.Slot(s.Slot)
	line := RunUpLine{
		RunUpStep: s, When: stepDay(s), Who: slot.Name, Closes: readiness.ChoiceText(readiness.GateKinds, s.Gate),
		Change: partHref(b.DraftID, "step", s.Code),
	}
	if s.Short == "drop" {
		line.Notice = "Left out at short notice"
	}
	return line
}

// weekOf is the stretch of days to which a step belongs: a week of five working days before or after its anchor.
func weekOf(s readiness.RunUpStep) string {
	week := (max(s.Offset, -s.Offset) + 4) / 5
	switch {
	case s.Anchor == "call":
		return "The call and the days after it"
	case s.Anchor == "visit" && s.Offset < 0:
		return numbered(week, "The last week before the visit", "weeks before the visit")
	case s.Anchor == "visit", s.Anchor == "end" && s.Offset == 0:
		return "On site"
	case s.Anchor == "end":
		return numbered(week, "The first week after the visit", "weeks after the visit")
	}
	return numbered(max(week, 1), "The first week after the letter", "weeks after the letter")
}

func numbered(week int, first, more string) string {
	if week == 1 {
		return first
	}
	return strconv.Itoa(week) + " " + more
}

// stepDay says on which day a step falls.
func stepDay(s readiness.RunUpStep) string {
	days := counted(max(s.Offset, -s.Offset), "working day")
	switch {
	case s.Anchor == "visit" && s.Offset < 0:
		return days + " before"
	case s.Anchor == "visit":
		return "Day " + strconv.Itoa(s.Offset+1) + " on site"
	case s.Offset == 0:
		return map[string]string{"call": "The day of the call", "end": "The last day on site", "letter": "The day it is received"}[s.Anchor]
	case s.Anchor == "call":
		return days + " after the call"
	}
	return days + " after"
}
