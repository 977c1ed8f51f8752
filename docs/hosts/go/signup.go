package goodword

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"
)

// Account is a new account, as POST /v1/signups takes it.
type Account map[string]any

// Brought adds what the visitor brought along; keep it with the new account.
func (a Account) Brought(r *http.Request) Account {
	a["touches"] = append(append([]string{}, tokens(cookie(r))...), tokens(r.PostFormValue("gw_ref"))...)
	if accept := r.PostFormValue("accept_token"); token.MatchString(accept) {
		a["accept_token"] = accept
	}
	if code := r.PostFormValue("code"); code != "" && len(code) <= 100 {
		a["code"] = code
	}
	return a
}

// Tell tells Goodword of the account. Until it succeeds, try it again: the same twice counts once.
func (a Account) Tell() (outcome json.RawMessage, err error) {
	body, _ := json.Marshal(a)
	request, err := http.NewRequest(http.MethodPost, os.Getenv("GOODWORD")+"/v1/signups", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+os.Getenv("GOODWORD_KEY"))
	request.Header.Set("Content-Type", "application/json")
	answer, err := (&http.Client{Timeout: 3 * time.Second}).Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if outcome, err = io.ReadAll(answer.Body); answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("Goodword answered %d: %s", answer.StatusCode, outcome)
	}
	return outcome, err
}
