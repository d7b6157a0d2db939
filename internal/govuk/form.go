package govuk

import (
	"net/url"
	"slices"
)

// FieldError says what is wrong with one field of a form. Parts, for a date, names the boxes at
// fault: day, month, year; none means all of them.
type FieldError struct {
	Name    string
	Message string
	Parts   []string
}

// Form draws fields with what was typed and what is wrong with it. It keeps one rule of ids, so
// that every line of the error summary leads to its field: a field's id is its name, also for
// the first radio or checkbox and for the day of a date. The methods give plain components; a
// page adds hints or classes to them before it draws them.
type Form struct {
	Values url.Values // as typed, or what is stored when the form is first shown
	Errors []FieldError
}

// Failed says whether the form came back. The page's title then begins with "Error: ".
func (f Form) Failed() bool { return len(f.Errors) > 0 }

// Summary lists all errors in the order given, linked to their fields; an error without a name
// has no link. It draws nothing when there is none.
func (f Form) Summary() ErrorSummary {
	if !f.Failed() {
		return ErrorSummary{}
	}
	s := ErrorSummary{TitleText: "There is a problem"}
	for _, e := range f.Errors {
		item := ErrorItem{Text: e.Message}
		if e.Name != "" {
			item.Href = "#" + e.target()
		}
		s.ErrorList = append(s.ErrorList, item)
	}
	return s
}

func (e FieldError) target() string {
	if len(e.Parts) == 0 || slices.Contains(e.Parts, "day") {
		return e.Name
	}
	return e.Name + "-" + e.Parts[0]
}

func (f Form) failure(name string) (FieldError, ErrorMessage) {
	for _, e := range f.Errors {
		if e.Name == name {
			return e, ErrorMessage{Text: e.Message}
		}
	}
	return FieldError{}, ErrorMessage{}
}

func (f Form) message(name string) ErrorMessage {
	_, m := f.failure(name)
	return m
}

// Text is one line of text.
func (f Form) Text(name, label string) Input {
	return Input{ID: name, Name: name, Value: f.Values.Get(name), Label: Label{Text: label}, ErrorMessage: f.message(name)}
}

// Password is a password; what was typed never comes back.
func (f Form) Password(name, label string) PasswordInput {
	return PasswordInput{ID: name, Name: name, Label: Label{Text: label}, ErrorMessage: f.message(name)}
}

// TextArea is several lines of text.
func (f Form) TextArea(name, label string) Textarea {
	return Textarea{ID: name, Name: name, Value: f.Values.Get(name), Label: Label{Text: label}, ErrorMessage: f.message(name)}
}

// Counted is several lines of text with room for at most so many characters.
func (f Form) Counted(name, label string, most int) CharacterCount {
	return CharacterCount{
		ID: name, Name: name, Value: f.Values.Get(name), MaxLength: most, Label: Label{Text: label}, ErrorMessage: f.message(name),
	}
}

// File is a file to upload.
func (f Form) File(name, label string) FileUpload {
	return FileUpload{ID: name, Name: name, Label: Label{Text: label}, ErrorMessage: f.message(name)}
}

// Select is one choice out of a list.
func (f Form) Select(name, label string, items ...Option) Select {
	return Select{
		ID: name, Name: name, Value: f.Values.Get(name), Items: items, Label: Label{Text: label}, ErrorMessage: f.message(name),
	}
}

// Radios is one choice out of a few.
func (f Form) Radios(name, legend string, items ...Item) Radios {
	return Radios{Name: name, Value: f.Values.Get(name), Items: items, Fieldset: asked(legend), ErrorMessage: f.message(name)}
}

// Checkboxes is any number of choices out of a few.
func (f Form) Checkboxes(name, legend string, items ...Item) Checkboxes {
	return Checkboxes{Name: name, Values: f.Values[name], Items: items, Fieldset: asked(legend), ErrorMessage: f.message(name)}
}

// Date is a date in three boxes, posted as name-day, name-month and name-year: see ReadDate.
func (f Form) Date(name, legend string) DateInput {
	e, message := f.failure(name)
	part := func(id, which string) DatePart {
		p := DatePart{ID: id, Name: which, Value: f.Values.Get(name + "-" + which)}
		if len(e.Parts) > 0 {
			wrong := slices.Contains(e.Parts, which)
			p.Error = &wrong
		}
		return p
	}
	return DateInput{
		ID: name + "-date", NamePrefix: name, Fieldset: asked(legend), ErrorMessage: message,
		Day: part(name, "day"), Month: part(name+"-month", "month"), Year: part(name+"-year", "year"),
	}
}

// asked is the fieldset of a question on a page that has a heading of its own.
func asked(legend string) Fieldset {
	return Fieldset{Legend: Legend{Text: legend, Classes: "govuk-fieldset__legend--s"}}
}
