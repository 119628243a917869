//! Reads a response, uses it, and writes it back without loss.

use generated::b2b::session::v1::AuthenticateResponse;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = "tests/samples/b2b.session.v1.AuthenticateResponse/required-only.json";
    let text = std::fs::read_to_string(file)?;

    let response: AuthenticateResponse = serde_json::from_str(&text)?;
    println!("{} of {}", response.member.name, response.organization.organization_name);
    println!("{:?}", response.member.roles[0].role_id);

    // Nothing is lost, and tokens stay out of logs.
    let (before, after): (serde_json::Value, _) =
        (serde_json::from_str(&text)?, serde_json::to_value(&response)?);
    assert_eq!(before, after);
    assert!(format!("{response:?}").contains("session_token: [redacted]"));

    // A way to log in that is new since the schemas were written is kept: `codegen.toml` opens this enum.
    let newer = text.replace("\"type\": \"password\"", "\"type\": \"pigeon\"");
    let response: AuthenticateResponse = serde_json::from_str(&newer)?;
    println!("{:?}", response.member_session.authentication_factors[0].r#type);

    // A value of the type is valid by its schema; what is not valid is an error with a place.
    let broken = text.replace("\"is_locked\": false", "\"is_locked\": \"no\"");
    if let Err(error) = serde_json::from_str::<AuthenticateResponse>(&broken) {
        println!("error: {error}");
    }
    Ok(())
}
