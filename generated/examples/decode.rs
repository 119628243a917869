//! Decodes the response of Stytch's session authentication, changes it and writes it back.

use generated::b2b::session::v1::AuthenticateResponse;

fn main() -> Result<(), serde_json::Error> {
    let text =
        include_str!("../../tests/samples/b2b.session.v1.AuthenticateResponse/required-only.json");

    let mut response: AuthenticateResponse = serde_json::from_str(text)?;
    println!("{} has {} roles", response.member.member_id, response.member.roles.len());
    println!("the session ends at {}", response.member_session.expires_at);

    // What the schemas do not know yet is kept, and what is secret is not printed.
    response.unknown.insert("trace", "on");
    println!("written back: {}", serde_json::to_string(&response)?.contains(r#""trace":"on""#));
    println!("debug shows it: {}", format!("{response:?}").contains(&response.session_token));

    // A document that the schema refuses never becomes a value.
    let broken = text.replacen(r#""status_code": 200"#, r#""status_code": "200""#, 1);
    if let Err(error) = serde_json::from_str::<AuthenticateResponse>(&broken) {
        println!("refused: {error}");
    }
    Ok(())
}
