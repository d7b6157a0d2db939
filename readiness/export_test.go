package readiness_test

import (
	"net/url"
	"testing"

	"github.com/sightline-readiness/sightline/readiness"
)

func TestFilterOf(t *testing.T) {
	t.Parallel()
	for query, want := range map[string]string{
		"":                                    "",
		"state=overdue&area=a-1":              "area=a-1&state=overdue",
		"state=&cursor=abc&limit=50":          "",
		"action=signed&subject=case/x":        "action=*&subject=*",
		"text=48213&state=all":                "state=all&text=*",
		"who=Hanna+Okafor&from-day=1&cursor=": "from-day=1&who=*",
	} {
		values, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		if got := readiness.FilterOf(values); got != want {
			t.Errorf("%q becomes %q, want %q", query, got, want)
		}
	}
}
