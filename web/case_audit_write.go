package web

import (
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

// WriteAuditPage is the form of an audit: for its auditor, its moderator, its third reviewer, or about the talk with the practitioner.
type WriteAuditPage struct {
	View readiness.CaseAuditView
	Part string
	Form Form
}

// Face is the page's frame.
func (p WriteAuditPage) Face() Face {
	return Face{Template: "case_audit_write", Title: p.Heading(), Section: visitsPath, Back: caseAuditHref(p.View.CaseAuditID), Failed: p.Form.Failed()}
}

// Heading says which part is written.
func (p WriteAuditPage) Heading() string {
	return map[string]string{
		readiness.AuditorText: "Audit the case", readiness.ModeratorText: "Moderate the audit", readiness.ThirdText: "Decide between the two", readiness.PractitionerText: "Talk it through with the practitioner",
	}[p.Part]
}

// About says what follows.
func (p WriteAuditPage) About() string {
	return map[string]string{
		readiness.AuditorText:      "Read the file, speak with the practitioner, and hear the child or the family where you can. Use the reference and no names. What you type is saved by itself; nobody else sees it until you send it.",
		readiness.ModeratorText:    "Read the case and what the auditor found, and grade it yourself. You see the auditor’s grades afterwards. While nothing lies more than one grade apart, your grades stand.",
		readiness.ThirdText:        "Grade each section: one of the two grades, or one between them. Your grades stand.",
		readiness.PractitionerText: "Talk about what was found, what was done well, and what is to change. The practitioner’s own words are optional.",
	}[p.Part]
}

// Fields are the questions of the part.
func (p WriteAuditPage) Fields() []govuk.Component {
	f := p.Form
	long := func(name, label string, most, rows int, hint string) govuk.CharacterCount {
		c := f.Counted(name, label, most)
		c.Rows, c.Threshold, c.Hint.Text = rows, 75, hint
		return c
	}
	fields := keepFields(f)
	if p.Part == readiness.PractitionerText {
		return append(fields, f.Date("on", "On which day did you talk?"), long("words", "What does the practitioner say? (optional)", 4000, 5, "In their own words, agreed with them."))
	}
	for _, s := range p.View.Of.Sections {
		fields = append(fields, auditHeading{s}, f.Radios(readiness.GradeField(s.Code), "Grade for “"+s.Name+"”", radioItems(readiness.CaseAuditGrades)...))
		if p.Part == readiness.AuditorText {
			fields = append(fields, long("evidence_"+s.Code, "What is the evidence for “"+s.Name+"”?", 4000, 4, ""), long("difference_"+s.Code, "What difference did it make for the child: “"+s.Name+"”?", 4000, 3, ""))
		}
	}
	fields = append(fields, f.Radios("overall", "Overall grade", radioItems(readiness.CaseAuditGrades)...), long("why", "Why this overall grade?", 8000, 4, ""))
	if p.Part == readiness.AuditorText {
		fields = append(fields, long("voice", "What did the child or the family say? (optional)", 4000, 3, ""), f.Text("voice_by", "Who asked them? (optional)"),
			long("strengths", "Strengths (optional)", 4000, 3, ""), long("wanted", "Actions wanted (optional)", 4000, 3, "What, who, by when. They can go to the improvement plan once the audit is moderated."))
	}
	return append(fields, f.Radios("concern", "Are you worried about the child’s safety now?", govuk.Item{Value: "no", Text: "No"}, govuk.Item{Value: "yes", Text: "Yes: tell the area head at once"}))
}

// Read is what the auditor, and the moderator, wrote, for whoever comes after them.
func (p WriteAuditPage) Read() []WrittenText {
	if p.Part == readiness.AuditorText {
		return nil
	}
	return writtenTexts(p.View)
}

// SendButton sends it; DraftButton keeps it for later.
func (p WriteAuditPage) SendButton() govuk.Button {
	if p.Part == readiness.PractitionerText {
		return govuk.Button{Text: "It was talked through"}
	}
	return govuk.Button{Text: "Send it"}
}

// DraftButton keeps what is typed, for pages without JavaScript too.
func (p WriteAuditPage) DraftButton() govuk.Button {
	return govuk.Button{Text: "Save draft", Classes: "govuk-button--secondary", Attributes: govuk.Attributes{"formaction": caseAuditHref(p.View.CaseAuditID) + "/draft"}}
}

func (s *Server) writeAuditPage(w http.ResponseWriter, r *http.Request) error {
	return s.showWriteAudit(w, r, http.StatusOK, nil)
}

func (s *Server) showWriteAudit(w http.ResponseWriter, r *http.Request, status int, form *Form) error {
	view, err := s.CaseAudits.CaseAuditView(r.Context(), by(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	part := view.Writes(by(r))
	if form != nil && form.Values.Get("part") != "" {
		part = form.Values.Get("part")
	}
	if part == "" {
		return readiness.Errorf(readiness.Conflict, "There is nothing for you to write about this case now. Its page shows how it stands.")
	}
	if form == nil {
		fresh := beginAudit(view)
		form = &fresh
	}
	form.Values.Set("base", strconv.Itoa(keptNumber(view)))
	return s.show(w, r, status, WriteAuditPage{view, part, *form})
}

func keptNumber(v readiness.CaseAuditView) int {
	if v.Kept == nil {
		return 0
	}
	return v.Kept.Number
}

// beginAudit begins with the own draft, else with the own version that was kept and not sent.
func beginAudit(v readiness.CaseAuditView) Form {
	f := newFormFor(readiness.WriteCaseAudit{})
	if v.Kept != nil {
		t := v.Kept.Text.WriteCaseAudit
		f = newFormFor(t)
		for _, p := range t.Sections {
			f.Values.Set(readiness.GradeField(p.Code), p.Grade)
			f.Values.Set("evidence_"+p.Code, p.Evidence)
			f.Values.Set("difference_"+p.Code, p.Difference)
		}
	}
	if v.Draft != nil {
		for name, value := range v.Draft.Fields {
			f.Values.Set(name, value)
		}
	}
	return f
}

// auditHeading is the heading of a section of the form, with what to ask.
type auditHeading struct{ section readiness.AuditSection }

// HTML is the heading and the questions, escaped.
func (h auditHeading) HTML() (template.HTML, error) {
	var b strings.Builder
	b.WriteString(`<h2 class="govuk-heading-m">` + template.HTMLEscapeString(h.section.Name) + `</h2><ul class="govuk-list govuk-list--bullet">`)
	for _, q := range h.section.Questions {
		b.WriteString(`<li>` + template.HTMLEscapeString(q.Text) + `</li>`)
	}
	return template.HTML(b.String() + `</ul>`), nil
}

// readAudit reads the form of a part.
func readAudit(form *Form, sections []readiness.AuditSection) readiness.WriteCaseAudit {
	var c readiness.WriteCaseAudit
	typed := func(name string) string {
		return strings.TrimSpace(strings.ReplaceAll(form.Values.Get(name), "\r\n", "\n"))
	}
	if form.Values.Get("part") != readiness.PractitionerText {
		for _, s := range sections {
			c.Sections = append(c.Sections, readiness.AuditedPart{Code: s.Code, Grade: typed(readiness.GradeField(s.Code)), Evidence: typed("evidence_" + s.Code), Difference: typed("difference_" + s.Code)})
		}
	}
	form.read(&c)
	if refusal := readiness.AsRefusal(c.Check(sections)); refusal != nil && !(c.Part == readiness.PractitionerText && c.Words == "") {
		form.refuse(refusal)
	}
	return c
}

// saveAuditDraft keeps what is typed. Asked by the page's own script (by=page) it answers without a page.
func (s *Server) saveAuditDraft(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	id, kept := r.PathValue("id"), map[string]string{}
	for name, values := range form.Values {
		if v := strings.Join(values, "\n"); v != "" && !slices.Contains([]string{"base", "keep", "warned", "part", "command_id", "if_seq"}, name) {
			kept[name] = v
		}
	}
	base, _ := strconv.Atoi(form.Values.Get("base")) // 0 for what is no number
	if err := s.CaseAudits.SaveAuditDraft(r.Context(), id, form.Values.Get("part"), base, kept, by(r)); err != nil {
		return err
	}
	if r.URL.Query().Get("by") == "page" {
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	s.done(r, "Draft saved. Nobody else sees it until you send it.")
	return seeOther(w, r, caseAuditHref(id)+"/write")
}

// writeAudit keeps a version and sends it. A version that was kept while the sending failed is sent with the next try.
func (s *Server) writeAudit(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	view, err := s.CaseAudits.CaseAuditView(r.Context(), by(r), id)
	if err != nil {
		return err
	}
	c := readAudit(&form, view.Of.Sections)
	var talked readiness.TalkThroughCaseAudit
	if c.Part == readiness.PractitionerText {
		day, problem := form.date("on")
		talked.On = day
		if problem == nil && day.IsZero() {
			problem = &govuk.FieldError{Name: "on", Message: "Enter the day on which you talked."}
		}
		if problem != nil {
			form.Errors = append(form.Errors, *problem)
		}
	}
	var texts []spoken
	for _, part := range c.Prose(view.Of.Sections) {
		texts = append(texts, spoken{"under “" + part.Code + "”", part.Text})
	}
	form.keeps(looksLikeChilds(texts...))
	if form.Failed() {
		return s.showWriteAudit(w, r, http.StatusUnprocessableEntity, &form)
	}
	if err := s.sendAudit(r, id, c, talked, form); err != nil {
		status, shown, err := s.again(w, r, err, &form, caseAuditHref(id))
		if shown {
			return err
		}
		form.CommandID = newID()
		return s.showWriteAudit(w, r, status, &form)
	}
	s.done(r, "It is sent.")
	return seeOther(w, r, caseAuditHref(id))
}

func (s *Server) sendAudit(r *http.Request, id string, c readiness.WriteCaseAudit, talked readiness.TalkThroughCaseAudit, form Form) error {
	asked := form.asked(r)
	var command readiness.CaseAuditCommand = talked
	if c.Part != readiness.PractitionerText || c.Words != "" {
		version, err := s.CaseAudits.WriteAudit(r.Context(), id, c, asked)
		if err != nil {
			return err
		}
		command = version.Command(form.Values.Get("concern"), talked.On)
	}
	asked.ID, asked.IfSeq = asked.ID+"/sent", 0
	_, err := s.Commands.CaseAudit(r.Context(), id, command, asked)
	return err
}
