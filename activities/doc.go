// Package activities does what workflows ask, each thing safe to do twice.
//
// An activity is a method of Activities with one struct in and one struct out. It knows the ledger, the post and the mail only as the
// interfaces below, and starts or wakes workflows only through Runs; so it can be tested with each of them for real or by hand.
package activities

import (
	"context"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// Activities holds what the activities need. Every field must be set.
type Activities struct {
	Ledger  Ledger
	Lists   Lists
	Mail    Mail
	Runs    Runs
	Beat    func(ctx context.Context, details ...any) // activity.RecordHeartbeat, or nothing in tests
	Address string                                    // where people find the pages, for links in mails, without a slash at the end
}

// Ledger is what the activities ask of the ledger (postgres.DB).
type Ledger interface {
	// Record keeps an event, the state after it, its notices and its audit row in one transaction. The same event again changes nothing; another
	// event under the same number is a Conflict.
	Record(ctx context.Context, r readiness.Review, ev readiness.Event) error
	// State is a review as its row has it, after its last recorded step.
	State(ctx context.Context, reviewID string) (readiness.Review, error)

	// The others are recorded and read as reviews are.
	RecordAction(ctx context.Context, a readiness.ImprovementAction, ev readiness.Event) error
	ActionState(ctx context.Context, actionID string) (readiness.ImprovementAction, error)
	RecordPoint(ctx context.Context, x readiness.Point, ev readiness.Event) error
	PointState(ctx context.Context, pointID string) (readiness.Point, error)
	RecordPreScrutiny(ctx context.Context, x readiness.PreScrutiny, ev readiness.Event) error
	PreScrutinyState(ctx context.Context, id string) (readiness.PreScrutiny, error)
	AssessmentLedger
	VisitLedger
	CaseAuditLedger

	// ToOpen lists things of a noun that are planned and whose run has not recorded anything yet, in order of id, after one id; with an owner only those
	// that belong to it, such as the criteria of one cycle. With is what was planned.
	ToOpen(ctx context.Context, noun, of, after string, limit int) ([]readiness.Waking, error)
	// ToReplan lists running things whose calendar, ladder or rules are not the current ones, with their new terms.
	ToReplan(ctx context.Context, noun, after string, limit int) ([]readiness.StaleThing, error)
	// ToFollow lists running things around which something happened that they have not heard of, such as a case that closed, people who left or a cycle
	// that was planned again. With is what they must hear. Safe to ask at any time.
	ToFollow(ctx context.Context, noun, of, after string, limit int) ([]readiness.Waking, error)
	// ToContinue lists every running thing. With is its state as its row has it.
	ToContinue(ctx context.Context, noun, after string, limit int) ([]readiness.Waking, error)

	// PlanMeetings gives every meeting that comes again its next date, and reminds whoever calls it.
	PlanMeetings(ctx context.Context, today calendar.Date) error
	// RemindPartners tells people of partners' answers that wait to be judged, and of questions that ran out.
	RemindPartners(ctx context.Context, today calendar.Date) error
	// RemindHomes tells people of children's homes without a visit in a month, and of reports that are late.
	RemindHomes(ctx context.Context, today calendar.Date) error
	// PlanPulses ends surveys of staff whose last day is over, and opens one when the rules want it.
	PlanPulses(ctx context.Context, today calendar.Date) error

	// PlanSweep plans a day: it inserts a planned review for every opening and the notices for every alert, in one transaction, and counts.
	PlanSweep(ctx context.Context, today calendar.Date) (readiness.SweepResult, error)
	// PlanRound plans a date of a round as PlanSweep does a day: a planned review for every case that it looks at and that has none. One that has
	// ended plans nothing.
	PlanRound(ctx context.Context, round readiness.Job, today calendar.Date) (readiness.SweepResult, error)
	// RoundDone keeps when a round ran and what it did.
	RoundDone(ctx context.Context, round readiness.Job, result readiness.SweepResult, by string) error
	// SweepDone keeps when a sweep ended and what it did.
	SweepDone(ctx context.Context, result readiness.SweepResult, by string) error

	// OpenImports lists the uploads that are being read or wait for somebody to confirm them.
	OpenImports(ctx context.Context) ([]string, error)
	// ImportFiles returns a stored upload.
	ImportFiles(ctx context.Context, importID string) (readiness.Upload, error)
	// ImportProgress keeps how many rows have been read.
	ImportProgress(ctx context.Context, importID string, done, total int) error
	// ImportChecked keeps the findings and the extract, compares it with the cases and makes the import ready to confirm.
	ImportChecked(ctx context.Context, importID string, e readiness.Extract, findings []readiness.Finding) error
	// ImportRefused keeps why an upload cannot be used.
	ImportRefused(ctx context.Context, importID, why string) error
	// ImportEnded keeps that an import was discarded or has lapsed.
	ImportEnded(ctx context.Context, importID string, status readiness.ImportStatus, asked readiness.Asked) error
	// ApplyImport changes the cases in one transaction; applied before, it changes nothing.
	ApplyImport(ctx context.Context, importID string, asked readiness.Asked) error

	// Digests lists the people who have notices that no mail has carried, in order of id.
	Digests(ctx context.Context, day calendar.Date) ([]string, error)
	// Digest returns one person's unmailed notices; with made before, the same again.
	Digest(ctx context.Context, personID string, day calendar.Date) (readiness.Outgoing, error)
	// ActNow returns the mails that an event asks for at once: one for each person, none twice. The subject is such as "review/…".
	ActNow(ctx context.Context, subject string, seq int) ([]readiness.Outgoing, error)
	// Mailed keeps a mail and marks its notices; key makes it unique.
	Mailed(ctx context.Context, m readiness.SentMail) error
	// MailFailed keeps that a mail could not be sent yet, and why; Mailed clears it.
	MailFailed(ctx context.Context, m readiness.SentMail, why string) error
	// MailKnown reports whether a mail with this key has been sent or kept already.
	MailKnown(ctx context.Context, key string) (bool, error)
	// DigestDone keeps when a digest run ended and what it came to.
	DigestDone(ctx context.Context, result readiness.DigestResult, by string) error
	// Clockwork is when things run, and which days are worked.
	Clockwork(ctx context.Context) (readiness.Clockwork, error)
}

// Lists reads what a council hands in (annexa.Read).
type Lists interface {
	Read(ctx context.Context, u readiness.Upload, progress func(done, total int)) (readiness.Extract, []readiness.Finding, error)
}

// Mail delivers one mail. Without a mail server it returns false: the mail is kept for the page that shows mails.
type Mail interface {
	Send(ctx context.Context, m OutgoingMail) (sent bool, err error)
}

// OutgoingMail is one mail to one person. MessageID is the same for every try.
type OutgoingMail struct {
	MessageID string
	To        string
	Name      string
	Subject   string
	Text      string
	HTML      string
	StopURL   string // turns off every kind of mail that can be, without signing in; "" when nothing in it can
}

// Runs starts and wakes workflows (workflows.Client). All of it is safe to ask twice; a thing whose run has ended need not hear anything.
type Runs interface {
	Open(ctx context.Context, noun string, planned readiness.Waking) error
	Continue(ctx context.Context, noun string, state readiness.Waking) error // after Temporal was lost
	Replan(ctx context.Context, noun string, s readiness.StaleThing) error
	Follow(ctx context.Context, noun string, happened readiness.Waking) error
	// HearCriterion tells a cycle how one of its criteria stands.
	HearCriterion(ctx context.Context, assessmentID string, s readiness.CriterionState) error
	CheckImport(ctx context.Context, importID string) error
}
