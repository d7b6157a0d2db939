package e2e_test

import (
	"fmt"
	"testing"

	enumspb "go.temporal.io/api/enums/v1"
)

func (e *eyes) dump(t *testing.T, id string) {
	for events := e.temporal.GetWorkflowHistory(t.Context(), id, "", false, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT); events.HasNext(); {
		event, err := events.Next()
		if err != nil {
			fmt.Println(err)
			return
		}
		s := event.String()
		if len(s) > 700 { s = s[:700] }
		fmt.Println(s)
	}
}
