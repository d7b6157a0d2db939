package shape_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/internal/shape"
)

type part struct {
	Name  string   `json:"name" validate:"required,max=5"`
	Roles []string `json:"roles" validate:"required,min=1,dive,oneof=head clerk"`
}

type order struct {
	Until    calendar.Date `json:"until" validate:"required" label:"the day it ends"`
	Way      string        `json:"way" validate:"required,oneof=keep move"`
	MovedOn  calendar.Date `json:"moved_on,omitzero" validate:"required_if=Way move"`
	OwnerID  string        `json:"owner_id" validate:"required_if=Way move,max=64"`
	Note     string        `json:"note" validate:"max=2000"`
	Hour     int           `json:"hour" validate:"min=0,max=23"`
	Least    int           `json:"least" validate:"min=-1000"`
	Email    string        `json:"email" validate:"omitempty,email"`
	Parts    []part        `json:"parts" validate:"required,min=1,max=2,dive"`
	Data     []byte        `json:"data" validate:"required"`
	Untagged string
}

func whole() order {
	return order{
		Until: calendar.On(2027, 3, 3), Way: "keep", Data: []byte("x"), Parts: []part{{Name: "one", Roles: []string{"head"}}},
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		change func(*order)
		want   []shape.Fault
	}{
		"whole":           {func(*order) {}, nil},
		"no date":         {func(o *order) { o.Until = calendar.Date{} }, []shape.Fault{{"until", "Enter the day it ends."}}},
		"nothing chosen":  {func(o *order) { o.Way = "" }, []shape.Fault{{"way", "Choose the way."}}},
		"unknown answer":  {func(o *order) { o.Way = "burn" }, []shape.Fault{{"way", "Choose one of the answers for the way."}}},
		"spaces only":     {func(o *order) { o.Way = "move"; o.MovedOn = calendar.On(2027, 1, 1); o.OwnerID = " \t " }, []shape.Fault{{"owner_id", "Enter the owner."}}},
		"depends":         {func(o *order) { o.Way = "move"; o.OwnerID = "x" }, []shape.Fault{{"moved_on", "Enter the moved on."}}},
		"depends and met": {func(o *order) { o.Way = "move"; o.OwnerID = "x"; o.MovedOn = calendar.On(2027, 1, 1) }, nil},
		"too long":        {func(o *order) { o.Note = strings.Repeat("é", 2001) }, []shape.Fault{{"note", "The note must be 2,000 characters or fewer."}}},
		"just fits":       {func(o *order) { o.Note = " " + strings.Repeat("é", 2000) + "\n" }, nil},
		"range":           {func(o *order) { o.Hour = 24 }, []shape.Fault{{"hour", "The hour must be between 0 and 23."}}},
		"one end":         {func(o *order) { o.Least = -1001 }, []shape.Fault{{"least", "The least must be -1,000 or more."}}},
		"email":           {func(o *order) { o.Email = "nobody" }, []shape.Fault{{"email", "Enter an email address in the correct format, like name@example.com."}}},
		"no parts":        {func(o *order) { o.Parts = nil }, []shape.Fault{{"parts", "Give at least one entry for the parts."}}},
		"many parts":      {func(o *order) { o.Parts = append(o.Parts, o.Parts[0], o.Parts[0]) }, []shape.Fault{{"parts", "The parts must have 2 entries or fewer."}}},
		"no file":         {func(o *order) { o.Data = nil }, []shape.Fault{{"data", "Give a file that is not empty."}}},
		"an empty file":   {func(o *order) { o.Data = []byte{} }, []shape.Fault{{"data", "Give a file that is not empty."}}},
		"in a list":       {func(o *order) { o.Parts = append(o.Parts, part{Name: "longer", Roles: []string{"head"}}) }, []shape.Fault{{"parts[1].name", "The name must be 5 characters or fewer (number 2 of the parts)."}}},
		"a list's entry":  {func(o *order) { o.Parts[0].Roles = []string{"head", "king"} }, []shape.Fault{{"parts[0].roles[1]", "Choose one of the answers for the roles (number 2 of the roles)."}}},
		"in field order": {
			func(o *order) { o.Parts, o.Way, o.Until = nil, "", calendar.Date{} },
			[]shape.Fault{{"until", "Enter the day it ends."}, {"way", "Choose the way."}, {"parts", "Give at least one entry for the parts."}},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := whole()
			tt.change(&o)
			if diff := cmp.Diff(tt.want, shape.Check(o)); diff != "" {
				t.Errorf("by value: %s", diff)
			}
			if diff := cmp.Diff(tt.want, shape.Check(&o)); diff != "" {
				t.Errorf("by pointer: %s", diff)
			}
		})
	}
}

func TestCheckOfNoStruct(t *testing.T) {
	t.Parallel()
	for _, v := range []any{nil, "text", 3, struct{}{}, (*order)(nil)} {
		if got := shape.Check(v); got != nil {
			t.Errorf("Check(%#v) = %v, want nothing", v, got)
		}
	}
}

type named struct {
	Why   string `json:"why_open" validate:"required"`
	Other string `json:"other_word" validate:"required"`
}

func TestName(t *testing.T) {
	t.Parallel()
	shape.Name(map[string]string{"named.why_open": "why it is open", "other_word": "the other word"})
	want := []shape.Fault{{"why_open", "Enter why it is open."}, {"other_word", "Enter the other word."}}
	if diff := cmp.Diff(want, shape.Check(named{})); diff != "" {
		t.Error(diff)
	}
}

type Person struct {
	Name string `json:"name" validate:"required,max=5"`
	Kids []part `json:"kids" validate:"max=2,dive"`
}

type employee struct {
	Person
	Keep string `json:"keep" validate:"omitempty,eq=yes"`
}

// TestEmbedded asks that the fields of an embedded struct stand in a form as its own, as they do in JSON.
func TestEmbedded(t *testing.T) {
	t.Parallel()
	e := employee{Keep: "no", Person: Person{Kids: []part{{Name: "longer", Roles: []string{"head"}}}}}
	want := []shape.Fault{
		{"name", "Enter the name."},
		{"kids[0].name", "The name must be 5 characters or fewer (number 1 of the kids)."},
		{"keep", "Enter yes for the keep, or leave it out."},
	}
	if diff := cmp.Diff(want, shape.Check(e)); diff != "" {
		t.Error(diff)
	}
	five, two := 5, 2
	rules := map[string]shape.Rule{"name": {Required: true, MaxLength: &five}, "kids": {MaxItems: &two}, "keep": {Enum: []string{"yes"}}}
	if diff := cmp.Diff(rules, shape.Rules(reflect.TypeFor[employee]())); diff != "" {
		t.Error(diff)
	}
}

func TestMissing(t *testing.T) {
	t.Parallel()
	type inner struct {
		Code string `json:"code" validate:"required,hexcolor"`
	}
	type outer struct {
		Inner []inner `json:"inner" validate:"dive"`
		Post  string  `json:"post" validate:"omitempty,uuid4"`
	}
	if got := shape.Missing(order{}); got != nil {
		t.Errorf("every rule of order has a sentence, got %v", got)
	}
	if diff := cmp.Diff([]string{"inner.code hexcolor", "outer.post uuid4"}, shape.Missing(outer{})); diff != "" {
		t.Error(diff)
	}
	if got := shape.Check(outer{Post: "x"}); len(got) != 1 || got[0].Message != "Check the post." {
		t.Errorf("a rule without a sentence must still not speak the validator's English, got %v", got)
	}
}

func TestRules(t *testing.T) {
	t.Parallel()
	got := shape.Rules(reflect.TypeFor[order]())
	n, f := func(i int) *int { return &i }, func(x float64) *float64 { return &x }
	want := map[string]shape.Rule{
		"until":    {Required: true, Format: "date"},
		"way":      {Required: true, Enum: []string{"keep", "move"}},
		"moved_on": {RequiredIf: "way is move", Format: "date"},
		"owner_id": {RequiredIf: "way is move", MaxLength: n(64)},
		"note":     {MaxLength: n(2000)},
		"hour":     {Minimum: f(0), Maximum: f(23)},
		"least":    {Minimum: f(-1000)},
		"email":    {Format: "email"},
		"parts":    {Required: true, MinItems: n(1), MaxItems: n(2)},
		"data":     {Required: true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	items := shape.Rules(reflect.TypeFor[part]())["roles"].Items
	if diff := cmp.Diff(&shape.Rule{Enum: []string{"head", "clerk"}}, items); diff != "" {
		t.Error(diff)
	}
}

// seal has a hash, and names that must be there.
type seal struct {
	Hash  string   `json:"hash" validate:"omitempty,len=4,hexadecimal"`
	Names []string `json:"names" validate:"required,min=1"`
}

func TestHashesAndEmptyLists(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		seal seal
		want string
	}{
		{seal{"abc", []string{"a"}}, "The hash must have 4 characters."},
		{seal{"abcz", []string{"a"}}, "The hash must have only the digits 0 to 9 and the letters a to f."},
		{seal{"abcd", []string{}}, "Give at least one entry for the names."},
		{seal{"abcd", nil}, "Give at least one entry for the names."},
	} {
		if got := shape.Check(tt.seal); len(got) != 1 || got[0].Message != tt.want {
			t.Errorf("%+v: %+v, want %q", tt.seal, got, tt.want)
		}
	}
	if got := shape.Check(seal{"00ff", []string{"a"}}); len(got) != 0 {
		t.Errorf("a whole one: %+v", got)
	}
}
