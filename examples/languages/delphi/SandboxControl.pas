unit SandboxControl;

{ Controls a sandbox from your own tests through its control API, JSON below /sandbox/v1/, with nothing but Delphi 10.4 or
  later.

    Sandbox := TSandbox.Create('http://127.0.0.1:8377');
    Sandbox.Reset;

  /sandbox/v1/openapi.json describes the whole API, and docs/languages/delphi.md this unit. Save it as UTF-8 with BOM.
  The project's tests don't run it. }

interface

uses
  System.Classes, System.JSON, System.Net.HttpClient, System.NetEncoding, System.SysUtils;

type
  ESandbox = class(Exception);

  TSandbox = class
  private
    FUrl: string;
    FHttp: THTTPClient;
    function Checked(const Response: IHTTPResponse): string;
    function Get(const Path: string): TJSONValue;
    procedure Post(const Path, Body: string);
  public
    constructor Create(const Host: string);
    destructor Destroy; override;
    { The state at the start. Don't call it while others use the same sandbox. }
    procedure Reset;
    { A made-up person without a card. Never use a real one's data. }
    procedure AddPerson(const OpenId, Name, IdentityNumber: string);
    { Opens the link of getbindurl, as the patient does. }
    procedure BindCard(const OpenId: string);
    { The next call of the operation fails, and those after it don't. }
    procedure FailOnce(const Operation, Code: string);
    { Nothing is done: fetch another token, and send the call again, once. }
    procedure RejectTokenOnce(const Operation: string);
    { The sandbox executes the call, and closes the connection instead of responding. }
    procedure LoseResponseOnce(const Operation: string);
    { For after a lost response. The platform has no list of orders; a test can look. }
    function HasOrder(const Number: string): Boolean;
    { Tokens are good for 7200 seconds. }
    procedure AdvanceClock(Seconds: Integer);
    { The number of the last exchange; 0 if there is none. }
    function LastExchange: Integer;
    { The operation of the first exchange after a number, even if it has come already; '' if none comes in 10 seconds. }
    function NextOperation(After: Integer): string;
    { The ID of the mistake in a request, by the rid in the message of 签名失败. }
    function Diagnosis(const Rid: string): string;
  end;

implementation

constructor TSandbox.Create(const Host: string);
begin
  inherited Create;
  FUrl := Host + '/sandbox/v1/';
  FHttp := THTTPClient.Create;
  FHttp.ContentType := 'application/json';
  // Longer than an exchange can be waited for, which is 60 seconds.
  FHttp.ResponseTimeout := 90000;
end;

destructor TSandbox.Destroy;
begin
  FHttp.Free;
  inherited;
end;

function TSandbox.Checked(const Response: IHTTPResponse): string;
begin
  Result := Response.ContentAsString(TEncoding.UTF8);
  if Response.StatusCode >= 300 then
    raise ESandbox.Create(Result);
end;

{ The caller frees the value; nil if there is none. }
function TSandbox.Get(const Path: string): TJSONValue;
begin
  Result := TJSONObject.ParseJSONValue(Checked(FHttp.Get(FUrl + Path)));
end;

procedure TSandbox.Post(const Path, Body: string);
begin
  var Stream := TStringStream.Create(Body, TEncoding.UTF8);
  try
    Checked(FHttp.Post(FUrl + Path, Stream));
  finally
    Stream.Free;
  end;
end;

procedure TSandbox.Reset;
begin
  Post('reset', '{}');
end;

procedure TSandbox.AddPerson(const OpenId, Name, IdentityNumber: string);
begin
  var Person := TJSONObject.Create;
  try
    Person.AddPair('openid', OpenId).AddPair('name', Name).AddPair('identity_number', IdentityNumber);
    Post('people', Person.ToJSON);
  finally
    Person.Free;
  end;
end;

procedure TSandbox.BindCard(const OpenId: string);
begin
  Post('people/' + TNetEncoding.URL.Encode(OpenId) + '/bind', '{}');
end;

procedure TSandbox.FailOnce(const Operation, Code: string);
begin
  Post('stubs', Format('{"operation": "%s", "response": {"business": {"code": "%s"}}}', [Operation, Code]));
end;

procedure TSandbox.RejectTokenOnce(const Operation: string);
begin
  Post('stubs', Format('{"operation": "%s", "response": {"token_rejected": {"code": 42001}}}', [Operation]));
end;

procedure TSandbox.LoseResponseOnce(const Operation: string);
begin
  Post('stubs', Format('{"operation": "%s", "fault": "drop-before-head"}', [Operation]));
end;

function TSandbox.HasOrder(const Number: string): Boolean;
begin
  Result := False;
  var Response := Get('orders');
  try
    for var Order in Response.GetValue<TJSONArray>('orders') do
      if Order.GetValue<string>('values.hosp_out_trade_no', '') = Number then
        Result := True;
  finally
    Response.Free;
  end;
end;

procedure TSandbox.AdvanceClock(Seconds: Integer);
begin
  Post('clock', Format('{"advance_s": %d}', [Seconds]));
end;

function TSandbox.LastExchange: Integer;
begin
  var Response := Get('exchanges?limit=1');
  try
    Result := Response.GetValue<Integer>('exchanges[0].number', 0);
  finally
    Response.Free;
  end;
end;

function TSandbox.NextOperation(After: Integer): string;
begin
  Result := '';
  var Exchange := Get(Format('exchanges/next?after=%d&wait=10', [After]));
  try
    if Exchange <> nil then
      Result := Exchange.GetValue<string>('operation', '');
  finally
    Exchange.Free;
  end;
end;

function TSandbox.Diagnosis(const Rid: string): string;
begin
  var Exchange := Get('exchanges/' + Rid);
  try
    // Also for people: "en", "zh" and "remedy". The exchange has "string_to_sign", too, with the key masked.
    Result := Exchange.GetValue<string>('diagnosis.id', '');
  finally
    Exchange.Free;
  end;
end;

end.
