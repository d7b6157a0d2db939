package web

import (
	"strings"

	"github.com/sightline-readiness/sightline/readiness"
)

// What is said of every round.
const (
	pausedRound  = "The round opens no review until somebody starts it again. Reviews that it has opened go on."
	leftOutRound = "Nothing opens on that date. The cases are looked at on the next date, if they still belong to the round then."
	startedRound = "What it missed meanwhile is not made up for: its next date looks at the cases as they are then."
	endedRound   = "The round has no further dates and cannot be started again. Reviews that it has opened go on."
	runningRound = "The round opens its reviews now, beside its dates. No case gets a second review, and cases reviewed lately are left alone."
)

// aboutRound says at which cases a round looks.
func aboutRound(r readiness.Round, areas []readiness.Area) string {
	return "Opens a review for every open case in it that has none: " + r.Looks(areaNames(r.Areas, areas)) + "."
}

// areaNames are the areas of a round in words.
func areaNames(ids []string, areas []readiness.Area) string {
	if len(ids) == 0 {
		return "every area"
	}
	var names []string
	for _, a := range areas {
		for _, id := range ids {
			if a.ID == id {
				names = append(names, a.Name)
			}
		}
	}
	if len(names) == 0 {
		return "areas that are gone"
	}
	return listed(names)
}

// opens says what a round would open, in all and by area.
func opens(t readiness.RoundTry) string {
	if t.Opens == 0 {
		return "Run today it would open no review."
	}
	parts := make([]string, len(t.Areas))
	for i, a := range t.Areas {
		parts[i] = a.Name + " " + thousands(a.Opens)
	}
	words := "Run today it would open " + counted(t.Opens, "review") + ": " + strings.Join(parts, ", ") + "."
	if t.Unmapped > 0 {
		words += " " + counted(t.Unmapped, "case") + " in teams without an area would have to wait."
	}
	if t.Excluded > 0 {
		words += " " + counted(t.Excluded, "case") + " kept out of the reviews would get none."
	}
	return words
}

// said is what stands in a table for a job, or what holds for every round.
func said(table map[readiness.Job]string, round string, job readiness.Job) string {
	if words, ok := table[job]; ok {
		return words
	}
	return round
}

// What each job does, and what follows when it is paused, left out for once, or run now: a sentence or two for the pages that ask.
var (
	aboutJob = map[readiness.Job]string{
		readiness.SweepJob:  "Sightline looks through all open cases. It opens a review for each case that is long-open and has none, ends reviews whose case has closed, and gives running reviews the rules that they are to take.",
		readiness.DigestJob: "Everybody for whom something is new gets one mail, on working days. What must be acted on at once is mailed at once, whatever stands here.",

		readiness.RefreshJob: "When none is under way, Sightline plans the next self-assessment with the people and the texts of the last one: a whole one each year, and a refresh of it in the quarters between.",
	}
	pausedJob = map[readiness.Job]string{
		readiness.SweepJob:  "No review opens by itself until somebody starts it again. When an import is confirmed, Sightline still looks for long-open cases.",
		readiness.DigestJob: "Nobody gets a morning mail until somebody starts it again. What is new waits, and stands on everybody’s start page. What must be acted on at once is still mailed at once.",

		readiness.RefreshJob: "No self-assessment is planned by itself until somebody starts it again. The improvement programme lead can still plan one.",
	}
	leftOutJob = map[readiness.Job]string{
		readiness.SweepJob:  "What would have opened then opens with the next look.",
		readiness.DigestJob: "What is new then waits for the next morning mail. What must be acted on at once is still mailed at once.",

		readiness.RefreshJob: "The next self-assessment is planned a quarter later, unless the improvement programme lead plans one before.",
	}
	startedJob = map[readiness.Job]string{
		readiness.SweepJob:  "The next look opens all that has become due meanwhile.",
		readiness.DigestJob: "The next morning mail holds all that is new since the last one.",

		readiness.RefreshJob: "The next date plans a self-assessment, if none is under way.",
	}
	runningJob = map[readiness.Job]string{
		readiness.SweepJob:  "Sightline looks through all open cases now, and opens what is due. It can be run at any time: no case gets a second review.",
		readiness.DigestJob: "Whoever has something new, and has had no morning mail today, gets it now. Whoever had one today gets no second one: what is new since then waits for the next morning.",

		readiness.RefreshJob: "Sightline looks now whether a self-assessment is due, and plans it if none is under way. One that was published is needed first.",
	}
)
