package readiness

import "context"

// PulseRegister keeps the pulses. Who sees the improvement plan sees their results, and who runs it opens and closes them.
type PulseRegister interface {
	// Pulses lists the pulses, newest first.
	Pulses(ctx context.Context, viewer Actor) ([]Pulse, error)
	// PulseResults are a pulse and those before it that are over, oldest first, PulsesBeside at most. One that still takes answers says only where there
	// are enough.
	PulseResults(ctx context.Context, viewer Actor, id string) ([]PulseResult, error)
	// OpenPulse opens a pulse. One at a time takes answers.
	OpenPulse(ctx context.Context, o OpenPulse, asked Asked) (Pulse, error)
	ClosePulse(ctx context.Context, id string, c ClosePulse, asked Asked) error
	// PulseLinks are where the people of each area answer, for whoever hands them on.
	PulseLinks(ctx context.Context, viewer Actor, id string) ([]PulseLink, error)
	PulseRules(ctx context.Context) (PulseRules, error)
	// SetPulseRules makes a new version. With asked.IfSeq it refuses when somebody made one since that version.
	SetPulseRules(ctx context.Context, f PulseRuleForm, asked Asked) (PulseRules, error)
	PulseSigns(ctx context.Context, viewer Actor) (PulseSigns, error)
	RecordGap(ctx context.Context, g RecordGap, asked Asked) error
}

// PulseDoor is where people answer a pulse, without saying who they are. Nothing here takes an actor, and nothing that it does stands in the audit trail:
// a row there would say when somebody answered.
type PulseDoor interface {
	// AskedPulse is the pulse that a link belongs to; NotFound when there is none, Conflict when it is over.
	AskedPulse(ctx context.Context, secret string) (PulseAsked, error)
	AnswerPulse(ctx context.Context, secret string, a PulseAnswer) error
}

// PulsesBeside is how many pulses stand beside each other: two years of quarters.
const PulsesBeside = 8
