package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/sightline-readiness/sightline/internal/govuk"
	"github.com/sightline-readiness/sightline/readiness"
)

var intervieweeRows = repeated{fields: []string{"who-#", "post-#", "focus-#", "confirmed-#"}, most: mostPaperRows}

var intervieweeForm = &paperRows{
	repeated: intervieweeRows, title: "Who is interviewed", each: "Person or group", list: "people", href: intervieweesHref,
	about:  "Whom the inspectors will speak to. Write staff by name and post, and children, carers and families as a group, such as care leavers: name no child. Empty rows are left out.",
	last:   func(v readiness.VisitWriting) int { return v.IntervieweesVersion },
	may:    readiness.Visit.MaySetInterviewees,
	values: intervieweeValues, ask: askInterviewee, read: readInterviewees,
}

func askInterviewee(f Form, n int, v readiness.VisitWriting) []govuk.Component {
	who, post := f.Text(inRow("who-#", n), "Who?"), f.Text(inRow("post-#", n), "What is their post? (optional)")
	who.Attributes = govuk.Attributes{"list": "officers"}
	areas := []readiness.Choice{}
	for _, x := range v.Visit.Focus {
		areas = append(areas, readiness.Choice{Code: x.Code, Text: x.Name})
	}
	agreed := f.Checkboxes(inRow("confirmed-#", n), "Is it agreed?", govuk.Item{Value: "yes", Text: "They know of it and have agreed"})
	agreed.Classes = "govuk-checkboxes--small"
	return []govuk.Component{who, post, f.Select(inRow("focus-#", n), "For which focus area?", options("The whole visit", areas)...), agreed}
}

// intervieweeValues is the list as the form has it; one without people begins with an empty row.
func intervieweeValues(v readiness.VisitWriting) url.Values {
	values := url.Values{"version": {strconv.Itoa(v.IntervieweesVersion)}}
	for n, p := range v.Interviewees {
		for field, text := range map[string]string{"who-#": p.Who, "post-#": p.Post, "focus-#": p.Focus, "confirmed-#": p.Confirmed} {
			values.Set(inRow(field, n), text)
		}
	}
	if len(v.Interviewees) == 0 {
		values.Set("who-0", "")
	}
	return values
}

// readInterviewees reads the rows of the form in which something is typed.
func readInterviewees(f *Form) (read readRows) {
	c := readiness.SetInterviewees{Version: f.number("version")}
	for n := range intervieweeRows.count(f.Values) {
		if intervieweeRows.empty(f.Values, n, "who-#", "post-#") {
			continue
		}
		typed := func(field string) string { return strings.TrimSpace(f.Values.Get(inRow(field, n))) }
		c.People = append(c.People, readiness.VisitInterviewee{Who: typed("who-#"), Post: typed("post-#"), Focus: typed("focus-#"), Confirmed: typed("confirmed-#")})
		read.at = append(read.at, n)
	}
	f.whole(&c, "people", read.at)
	read.texts = c.Words()
	read.keep = func(s *Server, r *http.Request, visitID string) error {
		return s.Writing.SetInterviewees(r.Context(), visitID, c, f.asked(r))
	}
	return read
}
