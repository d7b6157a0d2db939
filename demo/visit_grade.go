package demo

import (
	"fmt"
	"slices"

	"github.com/sightline-readiness/sightline/readiness"
)

// opinion is what one reader writes about a case: section by section near the overall grade that was imagined for them.
func (t *town) opinion(n reading, x readiness.CaseAudit, part string) readiness.WriteCaseAudit {
	w := readiness.WriteCaseAudit{Part: part, Overall: n.finds, Why: whyWords[n.finds]}
	draw := t.chances(fmt.Sprint("audit ", x.Focus, n.nth, x.Round))
	for i, code := range x.Sections {
		step := gradeOf(n.finds)
		if share := draw.IntN(10); share < 2 {
			step++
		} else if share < 4 {
			step--
		}
		p := readiness.AuditedPart{Code: code, Grade: grade(step)}
		if part == readiness.AuditorText {
			p.Evidence, p.Difference = recordWords[code][min(gradeOf(p.Grade)/2, 1)], differenceWords[p.Grade][(i+n.nth)%2]
		}
		w.Sections = append(w.Sections, p)
	}
	switch part {
	case readiness.AuditorText:
		w.Voice, w.VoiceBy = voiceWords[n.nth%len(voiceWords)], "The personal adviser"
		w.Strengths, w.Wanted = strengthWords[n.nth%len(strengthWords)], wantedWords[n.nth%len(wantedWords)]
	case readiness.ModeratorText:
		n.differs(&w, n.moderated)
	case readiness.ThirdText:
		n.differs(&w, n.moderated)
		w.Overall, w.Why = n.third, whyWords[n.third]
	}
	return w
}

// differs gives a moderator's own overall grade, and moves the first sections towards it.
func (n reading) differs(w *readiness.WriteCaseAudit, overall string) {
	if overall == "" {
		return
	}
	by := gradeOf(overall) - gradeOf(w.Overall)
	w.Overall, w.Why = overall, whyWords[overall]
	for i := range w.Sections[:min(4, len(w.Sections))] {
		s := &w.Sections[i]
		s.Grade = grade(gradeOf(s.Grade) + max(-1, min(1, by)))
	}
}

// gradeOf is the place of a grade among readiness.CaseAuditGrades, and grade the one at a place, or the nearest.
func gradeOf(code string) int {
	return slices.IndexFunc(readiness.CaseAuditGrades, func(c readiness.Choice) bool { return c.Code == code })
}

func grade(step int) string {
	return readiness.CaseAuditGrades[max(0, min(step, len(readiness.CaseAuditGrades)-1))].Code
}
