// A host on net/http, as docs/hosts describes it.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
	"strconv"

	"host/goodword"
)

func main() {
	options := goodword.Options{Name: "ref", Days: 90, Domain: os.Getenv("CAPTURE_DOMAIN")}
	if name := os.Getenv("CAPTURE_NAME"); name != "" {
		options.Name = name
	}
	if days, err := strconv.Atoi(os.Getenv("CAPTURE_DAYS")); err == nil {
		options.Days = days
	}
	if os.Getenv("ON_CONSENT") != "" {
		options.Consent = func(r *http.Request) bool {
			consent, err := r.Cookie("consent")
			return err == nil && consent.Value == "yes"
		}
	}
	pages := http.NewServeMux()
	pages.HandleFunc("/", page)
	pages.HandleFunc("/signup", signup)
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), goodword.Capture(options, pages)))
}

func page(w http.ResponseWriter, r *http.Request) {
	answer(w, map[string]any{"path": r.URL.Path, "query": r.URL.RawQuery})
}

func signup(w http.ResponseWriter, r *http.Request) {
	account := goodword.Account{
		"account_id":   r.PostFormValue("account_id"),
		"member":       map[string]string{"id": r.PostFormValue("member_id"), "email": r.PostFormValue("email")},
		"signed_up_at": r.PostFormValue("signed_up_at"),
	}
	http.SetCookie(w, &http.Cookie{Name: "gw_ref", Path: "/", MaxAge: -1})
	outcome, err := account.Brought(r).Tell()
	if err != nil {
		answer(w, map[string]any{"told": false, "error": err.Error()})
		return
	}
	answer(w, map[string]any{"told": true, "outcome": outcome})
}

func answer(w http.ResponseWriter, what map[string]any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(what)
}
