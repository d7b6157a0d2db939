package readiness

import (
	"slices"
	"time"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// The texts that are written about one case, each by whoever has that part.
const (
	AuditorText      = "audit"
	ModeratorText    = "moderation"
	ThirdText        = "third"
	PractitionerText = "feedback" // what the practitioner says to it, in their own words
)

// CaseAuditTexts lists them with a heading for each.
var CaseAuditTexts = []Choice{
	{AuditorText, "The audit"}, {ModeratorText, "The moderation"}, {ThirdText, "The third review"}, {PractitionerText, "The practitioner’s own words"},
}

// WriteCaseAudit is a text about one case. It describes a child's life, so it stays in the ledger and is shown to those who may see the child
// (CaseAudit.MaySeeChild); it uses the reference and no names.
type WriteCaseAudit struct {
	Part      string        `json:"part" validate:"required,oneof=audit moderation third feedback"`
	Sections  []AuditedPart `json:"sections" validate:"max=30,dive"`
	Overall   string        `json:"overall" validate:"omitempty,oneof=outstanding good requires_improvement inadequate"`
	Why       string        `json:"why" validate:"max=8000"`       // the overall grade; of moderators and third reviewers all that they write
	Voice     string        `json:"voice" validate:"max=4000"`     // what the child or the family said
	VoiceBy   string        `json:"voice_by" validate:"max=120"`   // who asked them
	Strengths string        `json:"strengths" validate:"max=4000"` //
	Wanted    string        `json:"wanted" validate:"max=4000"`    // actions: what, who, by when
	Words     string        `json:"words" validate:"max=4000"`     // the practitioner's
	Base      int           `json:"base" validate:"min=0"`         // the version that the writer began from; 0 for none
	Keep      string        `json:"keep" validate:"omitempty,eq=yes"`
}

// An AuditedPart is what was found in one section.
type AuditedPart struct {
	Code       string `json:"code" validate:"required,max=60"`
	Grade      string `json:"grade" validate:"omitempty,oneof=outstanding good requires_improvement inadequate"`
	Evidence   string `json:"evidence" validate:"max=4000"`
	Difference string `json:"difference" validate:"max=4000"` // that it made for the child
}

// Check refuses a text that leaves out what its part needs. Fields are named as in the form: grade_voice, evidence_voice, difference_voice.
func (w WriteCaseAudit) Check(sections []AuditSection) error {
	var missing fieldFaults
	need := func(field, value, sentence string) {
		if value == "" {
			missing.add(field, sentence)
		}
	}
	if w.Part == PractitionerText {
		need("words", w.Words, "Enter what the practitioner said, or leave this out.")
	} else {
		for _, s := range sections {
			p, name := w.Section(s.Code), "“"+s.Name+"”"
			need(GradeField(s.Code), p.Grade, "Choose a grade for "+name+".")
			if w.Part == AuditorText {
				need("evidence_"+s.Code, p.Evidence, "Enter the evidence for "+name+".")
				need("difference_"+s.Code, p.Difference, "Enter what difference it made for the child: "+name+".")
			}
		}
		need("overall", w.Overall, "Choose an overall grade.")
		need("why", w.Why, "Enter why this is the overall grade.")
	}
	if w.Voice != "" {
		need("voice_by", w.VoiceBy, "Enter who asked the child or the family.")
	}
	if err := missing.err(); err != nil {
		return err
	}
	if extra := slices.ContainsFunc(w.Sections, func(p AuditedPart) bool {
		return !slices.ContainsFunc(sections, func(s AuditSection) bool { return s.Code == p.Code })
	}); extra {
		return Errorf(Invalid, "There is a section that the form of this audit does not have.")
	}
	return nil
}

// Section is what was found in one section; the zero part when nothing was.
func (w WriteCaseAudit) Section(code string) AuditedPart {
	if i := slices.IndexFunc(w.Sections, func(p AuditedPart) bool { return p.Code == code }); i >= 0 {
		return w.Sections[i]
	}
	return AuditedPart{Code: code}
}

// Grades are the grades of a text alone.
func (w WriteCaseAudit) Grades() AuditGrades {
	g := AuditGrades{Overall: w.Overall, Sections: map[string]string{}}
	for _, p := range w.Sections {
		g.Sections[p.Code] = p.Grade
	}
	return g
}

// Blind is the text without the grades and what says why: all that a moderator may see before giving their own.
func (w WriteCaseAudit) Blind() WriteCaseAudit {
	w.Overall, w.Why = "", ""
	w.Sections = slices.Clone(w.Sections)
	for i := range w.Sections {
		w.Sections[i].Grade = ""
	}
	return w
}

// Prose lists the texts with the name of what each answers, in the order of the form; empty ones are left out.
func (w WriteCaseAudit) Prose(sections []AuditSection) (texts []Choice) {
	add := func(name, text string) {
		if text != "" {
			texts = append(texts, Choice{name, text})
		}
	}
	for _, s := range sections {
		p := w.Section(s.Code)
		add(s.Name+": evidence", p.Evidence)
		add(s.Name+": what difference it made", p.Difference)
	}
	add("Why this overall grade", w.Why)
	add("What the child or the family said", w.Voice)
	add("Who asked them", w.VoiceBy)
	add("Strengths", w.Strengths)
	add("Actions wanted", w.Wanted)
	add("In the practitioner’s own words", w.Words)
	return texts
}

// A CaseAuditText is one version of a text as it is kept: it does not change any more, and its hash is that of Canonical.
type CaseAuditText struct {
	CaseAudit string `json:"case_audit"` // id
	Number    int    `json:"number"`     // among the versions of its part
	WriteCaseAudit
}

// Canonical is the text as bytes, as AppraisalText.Canonical.
func (t CaseAuditText) Canonical() ([]byte, error) {
	t.Base, t.Keep = 0, ""
	if t.Sections == nil {
		t.Sections = []AuditedPart{}
	}
	return canonical(t)
}

// A CaseAuditVersion is a version of a text, and who wrote it when.
type CaseAuditVersion struct {
	Part   string        `json:"part"`
	Number int           `json:"number"`
	SHA256 string        `json:"sha256"`
	ByID   string        `json:"by_id"`
	By     string        `json:"by"` // a name
	At     time.Time     `json:"at"`
	Text   CaseAuditText `json:"text"`
}

// Sent is what a version sends: its number, hash and grades.
func (v CaseAuditVersion) Sent(concern string) SentGrades {
	return SentGrades{Version: v.Number, SHA256: v.SHA256, AuditGrades: v.Text.Grades(), Concern: concern}
}

// Command is what sends a version of a part. on is the day on which it was talked through.
func (v CaseAuditVersion) Command(concern string, on calendar.Date) CaseAuditCommand {
	switch v.Part {
	case AuditorText:
		return SubmitCaseAudit{v.Sent(concern)}
	case ModeratorText:
		return ModerateCaseAudit{v.Sent(concern)}
	case ThirdText:
		return SettleCaseAudit{v.Sent(concern)}
	}
	return TalkThroughCaseAudit{On: on, Version: v.Number, SHA256: v.SHA256}
}
