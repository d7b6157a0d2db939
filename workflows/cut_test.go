package workflows_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

const day = 24 * time.Hour

// cutOnce tells the run that is under way at a moment to end.
func cutOnce(at time.Time) func(time.Time) time.Time {
	return func(began time.Time) time.Time {
		if began.Before(at) {
			return at
		}
		return time.Time{}
	}
}

// cutAlways makes every run end as soon as it can.
func cutAlways(began time.Time) time.Time { return began }

// ledgerOf plays a story and returns everything that it left: every state and every event whole, and the mails.
func ledgerOf(t testing.TB, s story, cut func(time.Time) time.Time, carry func(any) any) (steps []recorded, mails []string, runs int) {
	t.Helper()
	p := &play{t: t, story: s, ledger: &recorder{}, cut: cut, carry: carry}
	p.perform()
	return p.ledger.kept(), p.ledger.told(), p.runs
}

// TestCutAnywhere cuts every story into runs at every half day, and once wherever it can be cut: the whole ledger must be the same.
func TestCutAnywhere(t *testing.T) {
	t.Parallel()
	for _, s := range stories(t) {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			want, mails, _ := ledgerOf(t, s, nil, nil)
			same := func(name string, cut func(time.Time) time.Time) (runs int) {
				got, told, runs := ledgerOf(t, s, cut, nil)
				if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(told, mails) {
					t.Fatalf("cut %s, %d runs:\n%s\nuncut:\n%s\n%s", name, runs+1, page(got), page(want), firstDifference(got, want))
				}
				return runs
			}
			if runs := same("always", cutAlways); runs == 0 {
				t.Error("nothing was cut")
			}
			cuts, every, last := 0, day, want[len(want)-1].Event.At
			if last.Sub(s.start) < 2*day {
				every = time.Hour // what is logged on site may be over by the evening
			}
			for at := s.start.Add(every / 2); at.Before(last); at = at.Add(every) {
				cuts += same(at.String(), cutOnce(at))
			}
			if cuts == 0 {
				t.Error("no single cut came about")
			}
		})
	}
}

// firstDifference says where two ledgers part.
func firstDifference(a, b []recorded) string {
	for i := range min(len(a), len(b)) {
		if !reflect.DeepEqual(a[i], b[i]) {
			return "first difference: " + describe(a[i]) + "\nand             : " + describe(b[i])
		}
	}
	return "one is longer"
}

// TestCutTestCanFail breaks what is carried from run to run, one field at a time, and wants the cut test to see it.
func TestCutTestCanFail(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		story string
		carry func(any) any
	}{
		"the round of the ladder":     {"put_off_twice_then_refused", review(func(r *readiness.Review) { r.Run.Round = 1 })},
		"the next rung":               {"forgotten_climbs_to_the_director", review(func(r *readiness.Review) { r.Run.Next++ })},
		"how often it was put off":    {"put_off_twice_then_refused", review(func(r *readiness.Review) { r.PutOffs = 0 })},
		"the days left":               {"paused_and_comes_back", review(func(r *readiness.Review) { r.DaysLeft = 0 })},
		"who submitted it":            {"sent_back", review(func(r *readiness.Review) { r.Submission = nil })},
		"the escalation":              {"area_head_decides_personally", review(func(r *readiness.Review) { r.Escalation = nil })},
		"where a due date came from":  {"calendar_changes", review(func(r *readiness.Review) { r.Run.Days = 0 })},
		"the owner":                   {"moved_to_another_area", review(func(r *readiness.Review) { r.OwnerID = "" })},
		"the commands answered":       {"sent_back", review(func(r *readiness.Review) { r.Commands = nil })},
		"when the date was set":       {"forgotten_climbs_to_the_director", review(func(r *readiness.Review) { r.Run.Set = r.Run.Set.Add(day) })},
		"what was claimed":            {"action_claimed_and_sent_back_twice", action(func(a *readiness.ImprovementAction) { a.Claim = nil })},
		"who checks it":               {"action_verified_then_failed_at_three_months", action(func(a *readiness.ImprovementAction) { a.VerifierID = "quill" })},
		"how often it was moved":      {"action_date_moved_thrice", action(func(a *readiness.ImprovementAction) { a.Moves = 0 })},
		"the re-tests passed":         {"action_claimed_and_sent_back_twice", action(func(a *readiness.ImprovementAction) { a.Retests = 0 })},
		"the day of the re-test":      {"action_claimed_and_sent_back_twice", action(func(a *readiness.ImprovementAction) { a.RetestOn = a.RetestOn.AddDays(7) })},
		"by what day it is written":   {"appraisal_sent_back", appraisal(func(x *readiness.Appraisal) { x.DraftBy = x.DraftBy.AddDays(1) })},
		"how often it came back":      {"appraisal_sent_back", appraisal(func(x *readiness.Appraisal) { x.Returned = 0 })},
		"who wrote it":                {"appraisal_author_leaves", appraisal(func(x *readiness.Appraisal) { x.Writers = nil })},
		"who leads the area":          {"appraisal_blind_challenge_agrees", appraisal(func(x *readiness.Appraisal) { x.LeadID = "" })},
		"the grades":                  {"appraisal_third_reviewer", appraisal(func(x *readiness.Appraisal) { x.Scale = []string{"good"} })},
		"the signatures":              {"assessment_changed_since_signed", assessment(func(x *readiness.Assessment) { x.Signatures = nil })},
		"the grade of an area":        {"assessment_signed_and_published", assessment(func(x *readiness.Assessment) { x.Sections[0].Grade = "" })},
		"how a criterion stands":      {"assessment_signed_and_published", assessment(func(x *readiness.Assessment) { x.Sections[1].Criteria[0].SHA256 = "" })},
		"what it heard last":          {"assessment_changed_since_signed", assessment(func(x *readiness.Assessment) { x.Sections[0].Criteria[1].Seq++ })},
		"by what day it is signed":    {"assessment_replanned_and_late_signature", assessment(func(x *readiness.Assessment) { x.SignBy = x.SignBy.AddDays(1) })},
		"the meeting":                 {"assessment_superseded_and_letter", assessment(func(x *readiness.Assessment) { x.MetOn = calendar.Date{} })},
		"what was left out":           {"visit_short_notice", visit(func(x *readiness.Visit) { x.Short = nil })},
		"how often a visit moved":     {"visit_moved_twice", visit(func(x *readiness.Visit) { x.Moved = 0 })},
		"who has which part":          {"visit_letter_and_close", visit(func(x *readiness.Visit) { x.Holders = nil })},
		"when the letter is due":      {"visit_letter_late", visit(func(x *readiness.Visit) { x.LetterDays++ })},
		"that it is a rehearsal":      {"rehearsal_to_its_end", visit(func(x *readiness.Visit) { x.Rehearsal = false })},
		"the waiver":                  {"step_waiver", visitStep(func(x *readiness.VisitStep) { x.Waiver = nil })},
		"on what it was closed":       {"step_closes_on_evidence", visitStep(func(x *readiness.VisitStep) { x.Done = nil })},
		"the director's word":         {"step_moves_with_its_visit", visitStep(func(x *readiness.VisitStep) { x.Restored = false })},
		"what a step heard last":      {"step_hears_in_any_order", visitStep(func(x *readiness.VisitStep) { x.Heard = 0 })},
		"who else can audit":          {"case_audit_conflict", caseAudit(func(x *readiness.CaseAudit) { x.Auditors = nil })},
		"who holds the case":          {"case_audit_conflict", caseAudit(func(x *readiness.CaseAudit) { x.Conflicted = nil })},
		"the auditor's grades":        {"case_audit_third_reviewer", caseAudit(func(x *readiness.CaseAudit) { x.Audited = nil })},
		"the concerns":                {"case_audit_concern", caseAudit(func(x *readiness.CaseAudit) { x.Concerns = nil })},
		"what was answered":           {"request_given_back", visitEntry(func(x *readiness.VisitEntry) { x.Answer = nil })},
		"how often it was given back": {"request_given_back", visitEntry(func(x *readiness.VisitEntry) { x.Returned = 0 })},
		"that its visit has ended":    {"concern_acted_and_seen", visitEntry(func(x *readiness.VisitEntry) { x.Detached = false })},
		"that somebody gave it":       {"step_owner_leaves", visitStep(func(x *readiness.VisitStep) { x.Assigned = false })},
		"by when to look":             {"action_forgotten_climbs", action(func(a *readiness.ImprovementAction) { a.LookBy = a.LookBy.AddDays(1) })},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := readStory(t, "testdata/stories/"+c.story+".txt")
			want, _, _ := ledgerOf(t, s, nil, nil)
			got, _, runs := ledgerOf(forgiving{t}, s, cutAlways, c.carry)
			if runs == 0 || reflect.DeepEqual(got, want) {
				t.Fatalf("%d cuts, and nobody noticed", runs)
			}
		})
	}
}

// review, action, assessment, appraisal, visit and visitStep change what is carried of one kind of thing.
func review(change func(*readiness.Review)) func(any) any {
	return func(state any) any {
		r := state.(readiness.Review)
		change(&r)
		return r
	}
}

func action(change func(*readiness.ImprovementAction)) func(any) any {
	return func(state any) any {
		a := state.(readiness.ImprovementAction)
		change(&a)
		return a
	}
}

func assessment(change func(*readiness.Assessment)) func(any) any {
	return func(state any) any {
		x := state.(readiness.Assessment)
		change(&x)
		return x
	}
}

func appraisal(change func(*readiness.Appraisal)) func(any) any {
	return func(state any) any {
		x := state.(readiness.Appraisal)
		change(&x)
		return x
	}
}

func visit(change func(*readiness.Visit)) func(any) any {
	return func(state any) any {
		x := state.(readiness.Visit)
		change(&x)
		return x
	}
}

func visitStep(change func(*readiness.VisitStep)) func(any) any {
	return func(state any) any {
		x := state.(readiness.VisitStep)
		change(&x)
		return x
	}
}

func caseAudit(change func(*readiness.CaseAudit)) func(any) any {
	return func(state any) any {
		x := state.(readiness.CaseAudit)
		change(&x)
		return x
	}
}

func visitEntry(change func(*readiness.VisitEntry)) func(any) any {
	return func(state any) any {
		x := state.(readiness.VisitEntry)
		change(&x)
		return x
	}
}

// forgiving is a test that expects to go wrong: a broken state may also refuse what the story expects to be accepted.
type forgiving struct{ testing.TB }

func (forgiving) Errorf(string, ...any) {}
func (forgiving) Error(...any)          {}

// TestRunsCarryOnByCount: without any hint from the server a run ends by itself after 500 turns, well before the server's limits.
func TestRunsCarryOnByCount(t *testing.T) {
	t.Parallel()
	s := readStory(t, "testdata/stories/from_opening_to_sign_off.txt")
	s.steps = nil
	for i := range 1100 {
		who := "colleague"
		if i%2 == 1 {
			who = "manager"
		}
		s.steps = append(s.steps, step{at: s.start.Add(time.Duration(i+1) * time.Minute), who: "head", words: []string{"assign", who}, id: "c-" + itoa(i)})
	}
	s.end = s.start.Add(2 * day)
	steps, _, runs := ledgerOf(t, s, nil, nil)
	if runs != 2 || len(steps) != 1101 {
		t.Fatalf("%d further runs and %d events of 1,100 commands", runs, len(steps))
	}
}
