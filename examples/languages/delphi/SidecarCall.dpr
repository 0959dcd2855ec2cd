program SidecarCall;

{ A registration from card to message through the sidecar `wxmed serve`, with nothing but Delphi 10.4 or later.

    dcc32 SidecarCall.dpr && SidecarCall HOSP20260131120000000001

  The number is that of the order in the hospital's database, with its time. Run it again with the same number:
  nothing is sent twice. `resend` after the number sends a registration with an unknown outcome again: do that only
  after checking that the platform has not processed it. The sidecar is at WXMED_SIDECAR, by default
  http://127.0.0.1:8378; its token, if it requires one, is in WXMED_SIDECAR_TOKEN. The hospital and the patient are made
  up. docs/sidecar.md explains this program. Save it as UTF-8 with BOM: without one, the compiler reads it in the code
  page of Windows. The project's tests don't run it. }

{$APPTYPE CONSOLE}

uses
  System.SysUtils, System.Classes, System.JSON, System.Net.HttpClient, System.Net.URLClient;

const
  NoCard = '80004';
  { In milliseconds. How often and how long you try is your choice: the sidecar recognises a request that it had. }
  Pauses: array [0 .. 1] of Integer = (1000, 2000);
  { If the sidecar can't be reached, or has stopped: repeat the same request later to learn the result. }
  NoResponse = '{"ok": false, "kind": "no-response", "outcome": "unknown", "retry": "later", ' +
    '"remedy": {"en": "look whether the sidecar runs, and make the same call again"}}';

type
  { A call that did not succeed, as the sidecar describes it. No text of it has patients' data. }
  EFailed = class(Exception)
    Error: TJSONValue;
    constructor Create(Response: TJSONValue);
    destructor Destroy; override;
  end;

  TSidecar = record
    Url, Token: string;
    function Call(const Operation, Fields: string; const Key: string = ''): TJSONValue;
    function Post(const Operation, Fields, Key: string; out Status: Integer; out IsRepeated: Boolean): TJSONValue;
  end;

constructor EFailed.Create(Response: TJSONValue);
begin
  inherited Create(Response.GetValue<string>('kind', ''));
  Error := Response;
end;

destructor EFailed.Destroy;
begin
  Error.Free;
  inherited;
end;

{ The response, which the caller frees. Only what may succeed later is sent again, and always unchanged. }
function TSidecar.Call(const Operation, Fields, Key: string): TJSONValue;
var
  Status: Integer;
  IsRepeated: Boolean;
begin
  var Attempt := 0;
  while True do
  begin
    Result := Post(Operation, Fields, Key, Status, IsRepeated);
    if Result.GetValue<Boolean>('ok', False) then
    begin
      if IsRepeated then
        Writeln(Operation, ': ok, the response of an earlier call')
      else
        Writeln(Operation, ': ok');
      Exit;
    end;
    var Code := Result.GetValue<string>('code', '');
    if Code <> '' then
      Code := ' ' + Code;
    var Retry := Result.GetValue<string>('retry', '');
    Writeln(Operation, ': ', Status, ' ', Result.GetValue<string>('kind', ''), Code, ' (',
      Result.GetValue<string>('outcome', ''), ', ', Retry, ')');
    if (Retry <> 'later') or (Attempt > High(Pauses)) then
      raise EFailed.Create(Result);
    Result.Free;
    Sleep(Pauses[Attempt]);
    Inc(Attempt);
  end;
end;

function TSidecar.Post(const Operation, Fields, Key: string; out Status: Integer; out IsRepeated: Boolean): TJSONValue;
begin
  Status := 0;
  IsRepeated := False;
  Result := nil;
  var Client := THTTPClient.Create;
  // UTF-8 without BOM: TStringStream writes none.
  var Stream := TStringStream.Create(Fields, TEncoding.UTF8);
  try
    // Longer than a call of the sidecar takes, which is 30 seconds at most.
    Client.ResponseTimeout := 60000;
    Client.ContentType := 'application/json';
    if Token <> '' then
      Client.CustomHeaders['Authorization'] := 'Bearer ' + Token;
    if Key <> '' then
      Client.CustomHeaders['Idempotency-Key'] := Key;
    try
      var Response := Client.Post(Url + '/v1/' + Operation, Stream);
      Status := Response.StatusCode;
      IsRepeated := Response.HeaderValue['Idempotent-Replayed'] <> '';
      // Each error has JSON, too.
      Result := TJSONObject.ParseJSONValue(Response.ContentAsString(TEncoding.UTF8));
    except
      on ENetHTTPClientException do
        Status := 0;
    end;
    if Result = nil then
      Result := TJSONObject.ParseJSONValue(NoResponse);
  finally
    Stream.Free;
    Client.Free;
  end;
end;

{ A JSON object of names and texts. Its order is that of the array: a repeated request must be the same. }
function Texts(const Pairs: array of string): TJSONObject;
begin
  Result := TJSONObject.Create;
  var At := 0;
  while At < High(Pairs) do
  begin
    Result.AddPair(Pairs[At], Pairs[At + 1]);
    Inc(At, 2);
  end;
end;

{ The text of an object, which it frees. }
function Written(Json: TJSONObject): string;
begin
  try
    Result := Json.ToJSON;
  finally
    Json.Free;
  end;
end;

function RegistrationOf(const Order, OpenId, Name, IdNumber, CardId: string; IsResent: Boolean): TJSONObject;
begin
  var Content := Texts(['yljgbm', 'H1110', 'ylzh', CardId, 'czybm', 'H1111', 'czyxm', '李四']);
  Content.AddPair('mzghdj', Texts(['brlx', '1', 'mzlsh', '1500619843177', 'ksbm', '631', 'ksmc', '肝病门诊', 'ghlb',
    '普通', 'ghf', '9.00', 'zjzj', '21.00', 'ghhj', '30.00', 'ssj', '0', 'zsj', '0']));
  var Outer := TJSONObject.Create;
  Outer.AddPair('registration_order_pay', Content);
  var RequestContent := Texts(['spec', 'city/shenzhen/registration']);
  RequestContent.AddPair('json', Outer);
  Result := Texts(['openid', OpenId, 'hosp_out_trade_no', Order, 'hospital_name', '示例市第一人民医院', 'spbill_create_ip',
    '10.193.0.1', 'body', '挂号费-肝病门诊', 'user_card_type', '1', 'user_card_no', IdNumber, 'user_name', Name,
    'serial_no', '1500619843177', 'org_no', 'H1110']);
  // Stored with the order, not the time of this call: a repeated request must be the same.
  Result.AddPair('gmt_out_create', Copy(Order, 5, 14));
  Result.AddPair('request_content', RequestContent);
  if IsResent then
    Result.AddPair('resend', TJSONBool.Create(True));
end;

procedure Register(const Sidecar: TSidecar; const Order: string; IsResent: Boolean);
begin
  // From your own system. The identity number is as on the card: the sidecar hashes it.
  var OpenId := 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o';
  var Name := '张三';
  var IdNumber := '44030019000101123X';
  var CardId := '';
  try
    var Card := Sidecar.Call('getmedinfo', Written(Texts(['openid', OpenId, 'name', Name, 'idcard', IdNumber])));
    CardId := Card.GetValue<string>('reply.medical_card_id', '');
    Card.Free;
  except
    on Failed: EFailed do
    begin
      if Failed.Error.GetValue<string>('code', '') <> NoCard then
        raise;
      Sidecar.Call('getbindurl', Written(Texts(['openid', OpenId, 'url', 'https://hospital.example/bound']))).Free;
      // The reply has it in bind_url.
      Writeln('no card is bound: show the patient the link');
      Exit;
    end;
  end;
  var Registration := RegistrationOf(Order, OpenId, Name, IdNumber, CardId, IsResent);
  Sidecar.Call('preregister', Written(Registration)).Free;
  // Once the patient has paid. A message has no number of its own, so the key says which one it is.
  var Message := Texts(['hosp_out_trade_no', Order, 'msg_type', '3', 'first', '您已成功挂号并缴费', 'doctor', '赵五',
    'department', '肝病门诊', 'hospital', '示例市第一人民医院', 'visit_time', '2018-6-23 14:00', 'register_no', '3424593',
    'remark', '请凭登记号报到。']);
  Sidecar.Call('sendmsg', Written(Message), 'paid-' + Order).Free;
end;

procedure Explain(const Order: string; Error: TJSONValue);
var
  Violations: TJSONArray;
begin
  // In Chinese: message.zh and remedy.zh.
  if Error.TryGetValue<TJSONArray>('violations', Violations) then
    for var Violation in Violations do
      Writeln('  ', Violation.GetValue<string>('path', ''), ': ', Violation.GetValue<string>('message.en', ''));
  Writeln('to do: ', Error.GetValue<string>('remedy.en', ''));
  if Error.GetValue<string>('outcome', '') = 'unknown' then
    Writeln(Order, ': the outcome is unknown: find it out, and make no new order in its place');
end;

begin
  if ParamCount = 0 then
  begin
    Writeln('usage: SidecarCall ORDER [resend]');
    Halt(1);
  end;
  var Sidecar: TSidecar;
  Sidecar.Url := GetEnvironmentVariable('WXMED_SIDECAR');
  if Sidecar.Url = '' then
    Sidecar.Url := 'http://127.0.0.1:8378';
  Sidecar.Token := GetEnvironmentVariable('WXMED_SIDECAR_TOKEN');
  try
    Register(Sidecar, ParamStr(1), ParamStr(2) = 'resend');
  except
    on Failed: EFailed do
    begin
      Explain(ParamStr(1), Failed.Error);
      ExitCode := 1;
    end;
  end;
end.
