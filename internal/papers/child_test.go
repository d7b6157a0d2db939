package papers_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/sightline-readiness/sightline/internal/papers"
)

func TestChild(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		// the numbers are made up: they check, and belong to nobody
		"NHS 943 476 5919":                              papers.NHSNumber,
		"9434765919":                                    papers.NHSNumber,
		"943-476-5919.pdf":                              papers.NHSNumber,
		"audit_943_476_5919.docx":                       papers.NHSNumber,
		"In 2027 943 476 5919 was seen":                 papers.NHSNumber,
		"943 476 5918":                                  "",
		"0000000000 and 1111111111":                     "",
		"call 020 7946 0958 or 07700 900123":            "",
		"94347659190 is longer":                         "",
		"UPN A123456789012":                             papers.PupilNumber,
		"b12345678901x":                                 papers.PupilNumber,
		"AB123456789012 and I123456789012":              "",
		"dob 01/02/2012":                                papers.BirthDate,
		"smith_dob_01_02_2012.docx":                     papers.BirthDate,
		"Born on 1st February 2012":                     papers.BirthDate,
		"12.3.10 (D.O.B.)":                              papers.BirthDate,
		"Date of birth: 2012-02-01":                     papers.BirthDate,
		"her birthday, March 3, 2015":                   papers.BirthDate,
		"Audit of 1 February 2027, babies born at home": "",
		"1 February 2027 is the day of the audit, in which we looked at children born in the county": "",
		"the child, Amy Smith, was seen":          papers.ChildsName,
		"Child Amy Smith was seen":                papers.ChildsName,
		"a boy called Jean-Luc O’Brien":           papers.ChildsName,
		"her daughter Zoë Müller":                 papers.ChildsName,
		"Amy Smith (child)":                       papers.ChildsName,
		"Amy Smith, her daughter, said":           papers.ChildsName,
		"Amy Smith’s son":                         papers.ChildsName,
		"Tom Price, a 9 year old boy, said":       papers.ChildsName,
		"Tom Reilly, child protection chair":      "",
		"Tom Reilly looked at 20 cases":           "",
		"Child Protection Conference minutes":     "",
		"Every child has a plan":                  "",
		"Voice of the child. North Team reports":  "",
		"The child Practice Review Panel decided": "",
		"Baby Clinic Audit":                       "",
		"a girls’ group in South Street":          "",
		"DAUGHTER OR SON":                         "",
	} {
		if got := strings.Join(papers.Child(text), ", "); got != want {
			t.Errorf("%q looks like %q, want %q", text, got, want)
		}
	}
	all := papers.Child("Child Amy Smith, born 3.4.2015, NHS 943 476 5919, UPN A123456789012")
	if !slices.Equal(all, []string{papers.NHSNumber, papers.PupilNumber, papers.BirthDate, papers.ChildsName}) {
		t.Errorf("all of it at once looks like %q", all)
	}
}

// FuzzChild wants kinds and never the text itself.
func FuzzChild(f *testing.F) {
	f.Add("Child Amy Smith, born 3.4.2015, NHS 943 476 5919, UPN A123456789012")
	f.Add("é943 476 59")
	f.Fuzz(func(t *testing.T, text string) {
		for _, seen := range papers.Child(text) {
			if !slices.Contains([]string{papers.NHSNumber, papers.PupilNumber, papers.BirthDate, papers.ChildsName}, seen) {
				t.Errorf("it says %q", seen)
			}
		}
	})
}
