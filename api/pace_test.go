package api_test

import (
	"net/http"
	"testing"

	"github.com/sightline-readiness/sightline/readiness"
)

func TestBenefits(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	all := read[readiness.Benefits](h.do(request(readiness.ElectedMember, "GET", "/plan/benefits", nil)).wants(http.StatusOK, ""))
	if all.Saving != 30 || all.Twice != 1 || len(all.Rows[0].Claims) != 2 {
		t.Errorf("got %+v", all)
	}
}

func TestPace(t *testing.T) {
	t.Parallel()
	h := open(t, newHouse(t).deps())
	pace := read[readiness.Pace](h.do(request(readiness.ElectedMember, "GET", "/plan/pace", nil)).wants(http.StatusOK, ""))
	if len(pace.Months) != 1 || pace.Months[0].ShownDone != 3 || len(pace.Late) != 1 || pace.Late[0].Actions != 2 {
		t.Errorf("got %+v", pace)
	}
	h.do(request(readiness.ElectedMember, "GET", "/actions?did=shown_done&from=2027-01-01&until=2027-01-31&state=all", nil)).wants(http.StatusOK, "")
	h.do(request(readiness.ElectedMember, "GET", "/actions?did=dreamt", nil)).wants(http.StatusUnprocessableEntity, "invalid")
}
