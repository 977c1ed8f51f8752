import { cookies } from "next/headers";
import { referral, tell } from "../../signup";

export async function POST(request: Request) {
  const form = await request.formData();
  const [account_id, id, email, signed_up_at] = ["account_id", "member_id", "email", "signed_up_at"].map((it) => form.get(it));
  const account = { account_id, member: { id, email }, signed_up_at, ...(await referral(form)) };
  (await cookies()).delete("gw_ref");
  try {
    return Response.json({ told: true, outcome: await tell(account) });
  } catch (error) {
    return Response.json({ told: false, error: String(error) });
  }
}
