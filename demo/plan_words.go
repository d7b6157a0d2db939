package demo

import (
	"fmt"

	"github.com/sightline-readiness/sightline/readiness"
)

// What people write about actions: invented, and about nobody.
var (
	agreeing = []string{
		"", "Agreed at the programme meeting.", "Agreed; the measure is the same as the board’s.", "Agreed, with the dates as proposed.",
	}
	progressing = []string{
		"The new form is in use in two teams, and the others follow next month.",
		"Everybody who needs the training has had it or has a date for it.",
		"First month done as planned. The list is looked at every Monday.",
		"Guidance is out, and managers went through it with their teams.",
		"The pilot has ended; what we learned from it is in the second version.",
		"A partner’s lead is named, and we meet every fortnight.",
		"The figure has been better for two months in a row.",
		"Young people looked at the draft and changed half of it.",
	}
	hindered = []string{
		"Two of three steps are done; the last waits for a post to be filled.",
		"The supplier’s change is six weeks later than promised.",
		"Three teams do it, and in the others it comes and goes with the duty rota.",
		"The partner’s lead has changed, and what was agreed has to be agreed again.",
		"Training was put off twice because of demand.",
	}
	helping = []string{
		"A decision on agency cover until the new worker begins.",
		"A word from the director to the partner’s chief officer.",
		"Half a day of an analyst each week until the end of the quarter.",
		"Three weeks without new requests on the same managers.",
	}
	different = []string{
		"It can be seen in the last audit, and families say so.", "The figure has held for three months.", "Managers have looked at a sample themselves and found the same.",
		"Young people who were asked in spring and again now say that it is different.",
	}
	missing = []string{
		"The audit shows that the form is filled in, not that anything changed for children. Please show that.",
		"The figures are for two teams of eight. Please show all of them.",
		"What families say is missing. Three calls would be enough.",
		"The sample was chosen by the team itself. Please let somebody else draw it.",
		"The evidence ends before the work did. Please show the last two months.",
	}
	accepting = []string{
		"Drew five records and found the same as the audit.", "Spoke to two teams; they could say what they do otherwise now.", "The figures agree with the performance report.",
		"Evidence is fresh, covers all teams, and says the same as families do.",
	}
	lasting = []string{
		"The same measure, drawn afresh, is as good as at the check.", "A new sample shows no change for the worse.", "The figure has held, and nobody had to push for it.",
	}
	fading = []string{
		"The new sample looks as it did before the work began; the form is there and is copied from month to month.",
		"The figure fell back when two managers left, and nobody noticed.",
		"Half of the teams have stopped since the project ended.",
	}
	moving = []string{
		"The training provider can only come in the next quarter.", "Consultation with staff takes until the end of the month.", "The system’s change comes with the next release.",
		"Two managers’ posts were empty; both are filled now.", "The partner’s board decides a month later than planned.",
	}
)

// evidenceWords are the title and what it may say, by kind and how it bears.
var evidenceWords = map[string][]string{
	"audit supports":       {"audit of {sample} {records}", "{good} of {sample} met the standard. What was missing in the others is with their managers, with dates.", "{good} of {sample} met the standard. Another team’s manager drew the sample."},
	"audit contradicts":    {"dip sample of {sample} {records}", "Only {good} of {sample} met the standard.", "{good} of {sample} met the standard; most of the others are from two teams."},
	"data supports":        {"performance report: {figure}", "On target in {months} of the last {months} months.", "Better in each of the last {months} months; on target in the last."},
	"data contradicts":     {"performance report: {figure}", "Below target in {months} of the last {months} months."},
	"observation supports": {"practice observation in three teams", "Observers saw it done in all three teams, and done well in two.", "It is part of how the teams talk, and not only of their forms."},
	"observation contradicts": {
		"practice observation in three teams", "One team does it. The other two know of it.",
		"Observers saw the form being filled in after the conversation and not used in it.",
	},
	"voice supports":       {"what {voices} say", "Most of those who were asked say that it is different from a year ago.", "Nine were asked; seven could say what has changed for them."},
	"voice contradicts":    {"what {voices} say", "Most of those who were asked have not noticed a difference."},
	"partner supports":     {"note from {partner}", "They see the difference from their side and name two examples.", "They are asked earlier and hear what came of it."},
	"partner contradicts":  {"note from {partner}", "They were told of the change and have not seen it yet."},
	"document supports":    {"guidance and form as issued", "Issued to all teams, with a page that says what is different.", "Second version, after what the first teams said."},
	"document contradicts": {"form as it is used", "Three versions are in use side by side."},
	"complaint contradicts": {
		"complaints of the quarter about this", "Three of the quarter’s nine complaints are about this. Two were upheld.",
		"Two complaints say what the claim says has ended. Both were upheld.",
	},
}

// words draws one of several.
func (s script) words(from []string) string { return from[s.dice(len(from))] }

// details are what the form of a new action asks for.
func (u *undertaking) details() readiness.ActionDetails {
	return readiness.ActionDetails{
		Title: u.title, Theme: u.name, Outcome: u.outcome, Steps: u.steps, Measure: u.measure, Target: u.target, TargetOn: u.due,
		Wanted: "An audit of " + u.records + " drawn by somebody outside the team, the figure for three months in a row (" + u.figure + "), and what " + u.voices + " say.",
		Risk:   u.risk, Judgement: u.judgement, Criterion: u.criterion, Framework: u.framework, Boards: u.boards, Reference: u.number(),
		Benefit: saves[u.idea.title].name, Saving: saves[u.idea.title].pounds, Hours: saves[u.idea.title].hours,
	}
}

// number is the council's own.
func (u *undertaking) number() string { return fmt.Sprintf("P-%03d", u.n) }
