package web

import (
	"net/http"
	"slices"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// A draftPart is one kind of parts of a draft that have a page to change them.
type draftPart struct {
	path string
	done string
	// of says what stands on the page of the part with a code, "" for a new one: its heading, and the command as it would be asked now. NotFound when the
	// draft has no such part.
	of     func(f readiness.PackFile, code string) (heading string, now readiness.PackChange, err error)
	fields func(f readiness.PackFile, code string, form Form) []govuk.Component
	stays  bool // it cannot be taken out
}

// DraftPartPage changes one part of a draft, or adds one.
type DraftPartPage struct {
	QuestionsPage
	Root   string
	Part   string
	Code   string // "" for a new one
	Remove *Form  // takes it out; nil for what stays
}

// Face is the page's frame.
func (p DraftPartPage) Face() Face {
	f := p.QuestionsPage.Face()
	f.Template = "pack_part"
	return f
}

func partPage(part *draftPart) Handle {
	return func(s *Server, w http.ResponseWriter, r *http.Request) error {
		return s.showPart(w, r, http.StatusOK, part, nil)
	}
}

func savingPart[C readiness.PackChange](part *draftPart) Handle {
	return func(s *Server, w http.ResponseWriter, r *http.Request) error {
		form, err := readForm(r)
		if err != nil {
			return err
		}
		return saveChange[C](s, w, r, form, part.done, func(status int, form Form) error { return s.showPart(w, r, status, part, &form) })
	}
}

func (s *Server) showPart(w http.ResponseWriter, r *http.Request, status int, part *draftPart, form *Form) error {
	d, err := s.PackDrafts.PackDraft(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	page, err := draftPartPage(d, part, r.URL.Query().Get("code"), form)
	if err != nil {
		return err
	}
	return s.show(w, r, status, page)
}

func draftPartPage(d readiness.PackDraft, part *draftPart, code string, form *Form) (DraftPartPage, error) {
	heading, now, err := part.of(d.File, code)
	if err != nil {
		return DraftPartPage{}, err
	}
	if form == nil {
		fresh := newFormFor(now)
		fresh.IfSeq = d.Seq
		form = &fresh
	}
	root := packDraftHref(d.ID)
	page := DraftPartPage{Root: root, Part: part.path, Code: code, QuestionsPage: QuestionsPage{
		Form: *form, Section: packsPath, Back: root, Caption: d.File.Title(), Heading: heading, Action: query(root+"/"+part.path, "code", code),
		Fields: append(part.fields(d.File, code, *form), keepFields(*form)...), Send: "Save",
	}}
	if code != "" && !part.stays {
		remove := newForm()
		remove.IfSeq = d.Seq
		page.Remove = &remove
	}
	return page, nil
}

var errNoPart = readiness.Errorf(readiness.NotFound, "The draft has no such part any more.")

var packLinesPart = &draftPart{
	path: "lines", done: "The lines are saved.", stays: true,
	of: func(f readiness.PackFile, code string) (string, readiness.PackChange, error) {
		if code == "" {
			code = readiness.PackParts[0].Code
		}
		known := slices.ContainsFunc(readiness.PackParts, func(p readiness.Choice) bool { return p.Code == code })
		if f.Pack == nil || !known {
			return "", nil, errNoPart
		}
		return readiness.ChoiceText(readiness.PackParts, code), readiness.SavePackLines{Part: code, Lines: readiness.LinesText(f.Pack.Part(code))}, nil
	},
	fields: func(_ readiness.PackFile, code string, form Form) []govuk.Component {
		if code == "" {
			code = readiness.PackParts[0].Code
		}
		return append([]govuk.Component{hidden{"part", []string{code}}}, linesFields(form, "Lines")...)
	},
}

var packSectionPart = &draftPart{
	path: "section", done: "The section is saved.",
	of: func(f readiness.PackFile, code string) (string, readiness.PackChange, error) {
		if f.Pack == nil {
			return "", nil, errNoPart
		}
		if code == "" {
			return "Add a section to the audit form", readiness.SaveAuditSection{}, nil
		}
		i := slices.IndexFunc(f.Pack.Sections, func(s readiness.AuditSection) bool { return s.Code == code })
		if i < 0 {
			return "", nil, errNoPart
		}
		s := f.Pack.Sections[i]
		return "Change a section of the audit form", readiness.SaveAuditSection{Code: code, Title: s.Name, Lines: readiness.LinesText(s.Questions)}, nil
	},
	fields: func(_ readiness.PackFile, code string, form Form) []govuk.Component {
		return append([]govuk.Component{hidden{"code", []string{code}}, form.Text("name", "Name of the section")}, linesFields(form, "Questions")...)
	},
}

// linesFields ask for a list of lines in one field.
func linesFields(form Form, label string) []govuk.Component {
	lines := form.TextArea("lines", label)
	lines.Rows = 16
	lines.Hint.Text = "One line each. A line that is there already begins with its code: leave the code, and change the words after it. A new line needs no code. To take a line out, delete it."
	return []govuk.Component{lines, form.Checkboxes("confirmed", "Has the council confirmed these lines? (optional)", govuk.Item{Value: "yes", Text: "Yes, none need be marked “council to confirm”"})}
}

var packFlagPart = &draftPart{
	path: "flag", done: "The red flag is saved.",
	of: func(f readiness.PackFile, code string) (string, readiness.PackChange, error) {
		if f.Pack == nil {
			return "", nil, errNoPart
		}
		if code == "" {
			return "Add a red flag", readiness.SaveRedFlag{}, nil
		}
		flag, known := f.Pack.Flag(code)
		if !known {
			return "", nil, errNoPart
		}
		c := readiness.SaveRedFlag{Code: code, Title: flag.Name, Rule: flag.Rule, Threshold: flag.Threshold, Why: flag.Why}
		if !flag.Unconfirmed {
			c.Confirmed = "yes"
		}
		return "Change a red flag", c, nil
	},
	fields: func(_ readiness.PackFile, code string, form Form) []govuk.Component {
		name, threshold := form.Text("name", "What is it called?"), daysField(form, "threshold", "Threshold", "A number in the unit that the rule names. Leave it empty for a rule without a threshold.")
		name.Hint.Text = "Write %d where the threshold stands, such as: No contact for more than %d weeks."
		why := form.Counted("why", "Why does it matter?", 300)
		why.Rows = 3
		return []govuk.Component{
			hidden{"code", []string{code}},
			form.Select("rule", "What does it ask of the data?", options("Choose a rule", readiness.FlagRules)...), threshold, name, why,
			confirmedField(form, "Has the council confirmed it? (optional)"),
		}
	},
}

func confirmedField(form Form, legend string) govuk.Component {
	return form.Checkboxes("confirmed", legend, govuk.Item{Value: "yes", Text: "Yes, it need not be marked “council to confirm”"})
}

// removePackPart takes a section, a red flag or a step out of a draft.
func (s *Server) removePackPart(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	id, code := r.PathValue("id"), form.Values.Get("code")
	change, known := map[string]readiness.PackChange{
		packSectionPart.path: readiness.RemoveAuditSection{Code: code}, packFlagPart.path: readiness.RemoveRedFlag{Code: code}, runUpStepPart.path: readiness.RemoveRunUpStep{Code: code},
	}[form.Values.Get("part")]
	if !known {
		return errNoPart
	}
	return s.run(w, r, &errand{
		form: &form, then: packDraftHref(id), done: "It was taken out of the draft.",
		do:   func() error { return s.PackDrafts.ChangePackDraft(r.Context(), id, change, form.asked(r)) },
		draw: func(status int) error { return s.showPackDraft(w, r, status, form) },
	})
}
