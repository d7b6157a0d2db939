package web

func trustSamples() map[string]Page {
	said := Accessibility{Email: "accessibility@anyshire.example", Phone: "01632 960 001", Prepared: "3 March 2027", Tested: "1 February 2027", Problems: "Workbooks that are downloaded have no headings;The ladder’s picture has no long description"}
	return map[string]Page{
		"accessibility/configured":     AccessibilityPage{Council: "Anyshire Council", Says: said},
		"accessibility/not configured": AccessibilityPage{Council: "Anyshire Council"},
		"reference/some": ReferencePage{Address: "https://sightline.example", Groups: []ReferenceGroup{{"Rules", []Operation{{
			ID: "set-ladder", Method: "PUT", Path: "/api/v1/rules/ladder", Summary: "Make a new version of the ladder", About: "Running reviews keep theirs.", Body: "NewLadder",
			Parameters: []Parameter{{Name: "If-Match", In: "header", Description: "The ETag that you read."}}, Answers: []string{"200 OK"},
		}}}}},
		"reference/none": ReferencePage{},
	}
}
