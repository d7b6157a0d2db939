package demo

import (
	"context"
	"slices"

	"github.com/sightline-readiness/sightline/readiness"
)

// answersFlags has so many of 100 red flags of a focus area answered that were not: by the head of the child's area, or by whoever runs the visit.
func (t *town) answersFlags(focus string, of100 int) func(context.Context) error {
	return func(ctx context.Context) error {
		cohort, err := t.db.Cohort(ctx, t.staff.lead, focus)
		if err != nil {
			return err
		}
		for _, l := range cohort.Lines {
			if l.Now == l.Answered {
				continue
			}
			flagged, err := t.db.FlaggedChildren(ctx, t.staff.lead, focus, l.Flag.Code)
			if err != nil {
				return err
			}
			for _, c := range flagged.Children {
				if c.Answer != nil || t.chances("answer "+focus+l.Flag.Code+c.Ref).IntN(100) >= of100 {
					continue
				}
				if err := t.answersFlag(ctx, focus, l.Flag.Code, c); err != nil {
					return err
				}
			}
		}
		return nil
	}
}

func (t *town) answersFlag(ctx context.Context, focus, flag string, c readiness.FlaggedChild) error {
	by := t.staff.lead
	if head := t.staff.heads[c.AreaID]; head != "" {
		var err error
		if by, err = t.actor(ctx, head); err != nil {
			return err
		}
	}
	words := flagWords[flag]
	if len(words) == 0 {
		words = flagWords[""]
	}
	return t.db.AnswerFlag(ctx, focus, flag, c.ID, words[t.chances("words "+flag+c.Ref).IntN(len(words))], t.asked(by))
}

// notesMovement says what is behind the last movement of some flags.
func (t *town) notesMovement(ctx context.Context) error {
	for _, m := range movementNotes {
		if err := t.db.NoteMovement(ctx, m.focus, m.flag, m.NoteMovement, t.asked(t.staff.lead)); err != nil {
			return err
		}
	}
	return nil
}

// answersChecklist has whoever leads a focus area answer the first statements of its checklist.
func (t *town) answersChecklist(r *reception, focus string, answers []string) func(context.Context) error {
	return func(ctx context.Context) error {
		by, err := t.actor(ctx, r.plan.Leads[slices.Index(r.plan.Focus, focus)])
		if err != nil {
			return err
		}
		list, err := t.db.Checklist(ctx, by, r.id, focus)
		if err != nil {
			return err
		}
		var a readiness.AnswerChecklist
		for i, answer := range answers {
			s := readiness.StatementAnswer{Code: list.Lines[i].Code, Answer: answer}
			if answer != "yes" {
				s.Note = checklistNotes[(i+len(focus))%len(checklistNotes)]
			}
			a.Answers = append(a.Answers, s)
		}
		_, err = t.db.AnswerChecklist(ctx, r.id, focus, a, t.asked(by))
		return err
	}
}
