package web

import (
	"errors"
	"iter"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/internal/shape"
	"github.com/sightline-readiness/sightline/readiness"
)

// A Form is what a page's form shows and what came back from it. Part is the template "ask" for its hidden fields.
type Form struct {
	govuk.Form
	CommandID string // made when the form is first drawn and kept until it has worked
	IfSeq     int    // the event number that the page showed; 0 when the thing has none
}

// newForm is a form that nobody has filled in yet.
func newForm() Form { return Form{CommandID: newID()} }

// newFormFor is a form that begins with what is stored: v is the command struct, its dates and texts become field values.
func newFormFor(v any) Form {
	f := newForm()
	f.Values = encode(v)
	return f
}

// readForm reads a posted form. A body that is too large or no form is refused.
func readForm(r *http.Request) (Form, error) {
	if err := r.ParseForm(); err != nil {
		return Form{}, badForm(err)
	}
	return formOf(r.PostForm), nil
}

func badForm(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return readiness.Errorf(readiness.TooLarge, "What you sent is larger than %s, which is the most this form takes. Nothing was changed.", size(large.Limit))
	}
	return readiness.Errorf(readiness.Invalid, "The form did not arrive whole. Nothing was changed. Go back and send it again.")
}

func formOf(values url.Values) Form {
	f := Form{Form: govuk.Form{Values: values}, CommandID: values.Get("command_id")}
	f.IfSeq, _ = strconv.Atoi(values.Get("if_seq")) // 0, which asks nothing, for what is no number
	if len(f.CommandID) == 0 || len(f.CommandID) > 64 {
		f.CommandID = newID()
	}
	return f
}

// asked is the form's command as readiness wants it.
func (f Form) asked(r *http.Request) readiness.Asked {
	return readiness.Asked{ID: f.CommandID, By: by(r), IfSeq: f.IfSeq}
}

// read fills a command struct (given by pointer) by its json tags and asks whether it is whole. What is wrong stands in f.Errors afterwards,
// in the order of the fields; false says that there is something.
func (f *Form) read(into any) bool {
	wrong, order := map[string]govuk.FieldError{}, []string{}
	for name, field := range fieldsOf(reflect.ValueOf(into).Elem()) {
		order = append(order, name)
		if e := f.fill(field, name); e != nil {
			wrong[name] = *e
		}
	}
	for _, fault := range shape.Check(into) {
		if _, known := wrong[fault.Field]; !known {
			wrong[fault.Field] = govuk.FieldError{Name: fault.Field, Message: fault.Message}
		}
	}
	f.Errors = nil
	for _, name := range order {
		if e, ok := wrong[name]; ok {
			f.Errors = append(f.Errors, e)
			delete(wrong, e.Name)
		}
	}
	for _, e := range wrong { // a part of a list: the list's field is the nearest to it
		e.Name, _, _ = strings.Cut(e.Name, "[")
		f.Errors = append(f.Errors, e)
	}
	return len(f.Errors) == 0
}

// fieldsOf gives the fields of a struct by their names in forms, those of embedded structs as if they were its own.
func fieldsOf(v reflect.Value) iter.Seq2[string, reflect.Value] {
	return func(yield func(string, reflect.Value) bool) {
		for i := range v.NumField() {
			f := v.Type().Field(i)
			switch name := fieldName(f); {
			case name == "-": // never comes from a form
				continue
			case !f.Anonymous:
				if !yield(name, v.Field(i)) {
					return
				}
				continue
			}
			for name, inner := range fieldsOf(v.Field(i)) {
				if !yield(name, inner) {
					return
				}
			}
		}
	}
}

func fieldName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

// fill sets one field from what was typed. Fields of other kinds than text, whole number, date and list of texts are the page's own affair.
func (f *Form) fill(field reflect.Value, name string) *govuk.FieldError {
	if field.Type() == reflect.TypeFor[calendar.Date]() {
		date, problem := f.date(name)
		field.Set(reflect.ValueOf(date))
		return problem
	}
	typed := strings.TrimSpace(strings.ReplaceAll(f.Values.Get(name), "\r\n", "\n"))
	switch field.Kind() {
	case reflect.String:
		field.SetString(typed)
	case reflect.Int:
		n, err := strconv.Atoi(bare.Replace(typed))
		if typed != "" && err != nil {
			return &govuk.FieldError{Name: name, Message: sentence(phrase(name)) + " must be a whole number."}
		}
		field.SetInt(int64(n))
	case reflect.Slice:
		if field.Type().Elem().Kind() == reflect.String {
			field.Set(reflect.ValueOf(slices.Clone(f.Values[name])))
		}
	}
	return nil
}

// bare takes from a number what people write around it: £12,000.
var bare = strings.NewReplacer(",", "", "£", "", " ", "")

// date reads name-day, name-month and name-year, or the whole day in one as a link has it; no date when all are empty.
func (f *Form) date(name string) (calendar.Date, *govuk.FieldError) {
	if whole := f.Values.Get(name); whole != "" {
		d, err := calendar.ParseDate(whole)
		if err != nil {
			return d, &govuk.FieldError{Name: name, Message: sentence(phrase(name)) + " must be a real date."}
		}
		return d, nil
	}
	year, month, day, empty, problem := govuk.ReadDate(f.Values, name, sentence(phrase(name)))
	if empty || problem != nil {
		return calendar.Date{}, problem
	}
	return calendar.On(year, month, day), nil
}

// refuse puts a refusal's sentences beside their fields, or on top of the form when they belong to none of it.
func (f *Form) refuse(refusal *readiness.Error) {
	f.Errors = nil
	for _, e := range refusal.Fields {
		f.Errors = append(f.Errors, govuk.FieldError{Name: e.Field, Message: e.Message})
	}
	if len(f.Errors) == 0 {
		f.Errors = []govuk.FieldError{{Message: refusal.Message}}
	}
}

// encode turns a command struct into the values of its form.
func encode(v any) url.Values {
	values := url.Values{}
	for name, field := range fieldsOf(reflect.Indirect(reflect.ValueOf(v))) {
		switch x := field.Interface().(type) {
		case calendar.Date:
			setDate(values, name, x)
		case []string:
			values[name] = x
		case int:
			values.Set(name, strconv.Itoa(x))
		default:
			if field.Kind() == reflect.String {
				values.Set(name, field.String())
			}
		}
	}
	return values
}

func setDate(values url.Values, name string, d calendar.Date) {
	if d.IsZero() {
		return
	}
	values.Set(name+"-day", strconv.Itoa(d.Day()))
	values.Set(name+"-month", strconv.Itoa(int(d.Month())))
	values.Set(name+"-year", strconv.Itoa(d.Year()))
}
