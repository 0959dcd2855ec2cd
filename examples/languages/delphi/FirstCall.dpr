program FirstCall;

{ A token, a card, a registration and a message, with nothing but Delphi 10.4 or later.

    set WXMED_HOST=http://127.0.0.1:8377
    and so on: WXMED_APPID, WXMED_APP_SECRET, WXMED_API_KEY, WXMED_MCH_ID, as `wxmed sandbox` prints them
    dcc32 FirstCall.dpr && FirstCall

  The hospital and the patient are made up: put your own in their place before you call the platform itself.
  docs/languages/delphi.md explains this program. Save it as UTF-8 with BOM: without one, the compiler reads it in the
  code page of Windows. The project's tests don't run it. }

{$APPTYPE CONSOLE}

uses
  System.SysUtils, System.Classes, System.DateUtils, System.Generics.Collections, System.Hash, System.JSON,
  System.Net.HttpClient, System.Net.URLClient, System.NetEncoding, Winapi.ActiveX, Xml.XMLDoc, Xml.XMLIntf;

type
  { Names and values in the order in which they were added. AnsiString would be GBK on a Chinese Windows. }
  TFields = TList<TPair<string, string>>;

  TPlatform = record
    Host, Token, Key: string;
    procedure Call(const Operation: string; const Fields: TFields; IsResponseSigned: Boolean);
  end;

  EStop = class(Exception);

procedure Add(const Fields: TFields; const Name, Value: string);
begin
  Fields.Add(TPair<string, string>.Create(Name, Value));
end;

function ValueOf(const Fields: TFields; const Name: string): string;
begin
  Result := '';
  for var Field in Fields do
    if Field.Key = Name then
      Exit(Field.Value);
end;

{ CompareStr compares code units, and for the ASCII names of the interface those are the bytes. CompareText and
  TStringList.Sort disregard upper and lower case. }
function CompareNames(Names: TStringList; Left, Right: Integer): Integer;
begin
  Result := CompareStr(Names[Left], Names[Right]);
end;

function StringToSign(const Fields: TFields; const Key: string): string;
begin
  var Names := TStringList.Create;
  try
    for var Field in Fields do
      // Only '' is empty: '0' is a value, and is signed.
      if (Field.Key <> 'sign') and (Field.Value <> '') then
        Names.Add(Field.Key);
    Names.CustomSort(CompareNames);
    Result := '';
    for var Name in Names do
      Result := Result + Name + '=' + ValueOf(Fields, Name) + '&';
    Result := Result + 'key=' + Key;
  finally
    Names.Free;
  end;
end;

function Sign(const Fields: TFields; const Key: string): string;
begin
  // GetHashString hashes the UTF-8 of a string. Its digits are lower-case.
  Result := THashMD5.GetHashString(StringToSign(Fields, Key)).ToUpper;
end;

{ For interfaces that have the field sign_type=HMAC-SHA256; those called below have not. }
function SignHmac(const Fields: TFields; const Key: string): string;
begin
  Result := THashSHA2.GetHMAC(StringToSign(Fields, Key), Key, THashSHA2.TSHA2Version.SHA256).ToUpper;
end;

function EscapeXml(const Text: string): string;
begin
  Result := Text.Replace('&', '&amp;').Replace('<', '&lt;').Replace('>', '&gt;');
end;

function ToXml(const Fields: TFields): string;
begin
  Result := '<xml>';
  for var Field in Fields do
    if Field.Value <> '' then
      // The values were signed as they are. Only here, in the XML, are they escaped.
      Result := Result + '<' + Field.Key + '>' + EscapeXml(Field.Value) + '</' + Field.Key + '>';
  Result := Result + '</xml>';
end;

function FromXml(const Body: string): TFields;
begin
  // A response needs no DTD, and without one there are no entities that read files.
  if Body.Contains('<!DOCTYPE') then
    raise EStop.Create('the response has a DOCTYPE');
  var Document: IXMLDocument := LoadXMLData(Body);
  Result := TFields.Create;
  var Nodes := Document.DocumentElement.ChildNodes;
  for var Index := 0 to Nodes.Count - 1 do
    if Nodes[Index].NodeType = ntElement then
      Add(Result, Nodes[Index].NodeName, Nodes[Index].Text);
end;

{ Over all fields that were received, not only those that this program knows. }
function IsSignedWith(const Fields: TFields; const Key: string): Boolean;
begin
  var Received := ValueOf(Fields, 'sign');
  var Expected := Sign(Fields, Key);
  if Received.Length <> Expected.Length then
    Exit(False);
  // The library has no comparison in constant time: this one looks at all characters wherever the difference is.
  var Difference := 0;
  for var Index := 1 to Expected.Length do
    Difference := Difference or (Ord(Received[Index]) xor Ord(Expected[Index]));
  Result := Difference = 0;
end;

{ The body of a response. Diagnosis is the sandbox's; the platform never returns one. }
function Post(const Url, Body, ContentType: string; out Diagnosis: string): string;
begin
  var Client := THTTPClient.Create;
  // UTF-8 without BOM: TStringStream writes none, TStrings.SaveToFile would.
  var Stream := TStringStream.Create(Body, TEncoding.UTF8);
  try
    Client.ConnectionTimeout := 10000;
    // After a time-out, a registration may have been made: find out before you send it again.
    Client.ResponseTimeout := 30000;
    Client.ContentType := ContentType;
    var Response := Client.Post(Url, Stream);
    Diagnosis := Response.HeaderValue['x-wxmed-diagnosis'];
    Result := Response.ContentAsString(TEncoding.UTF8);
  finally
    Stream.Free;
    Client.Free;
  end;
end;

function ErrorOf(const Json: TJSONValue): string;
begin
  Result := 'errcode=' + Json.GetValue<string>('errcode', '') + ' errmsg=' + Json.GetValue<string>('errmsg', '');
end;

function FetchToken(const Host, AppId, Secret: string): string;
var
  Diagnosis: string;
begin
  // stable_token, other than /cgi-bin/token, does not invalidate the token that another process of yours uses.
  var Wanted := Format('{"grant_type": "client_credential", "appid": "%s", "secret": "%s"}', [AppId, Secret]);
  var Json := TJSONObject.ParseJSONValue(Post(Host + '/cgi-bin/stable_token', Wanted, 'application/json', Diagnosis));
  try
    if Json = nil then
      raise EStop.Create('token: the response is not JSON');
    // The message can contain your address, but neither the secret nor a token.
    if not Json.TryGetValue<string>('access_token', Result) then
      raise EStop.Create('token: ' + ErrorOf(Json));
  finally
    Json.Free;
  end;
end;

function RandomId: string;
begin
  // Not Random: after Randomize, two programs that start together have the same numbers.
  Result := TGUID.NewGuid.ToString.Replace('{', '').Replace('}', '').Replace('-', '');
end;

procedure TPlatform.Call(const Operation: string; const Fields: TFields; IsResponseSigned: Boolean);
var
  Diagnosis: string;
begin
  Add(Fields, 'nonce_str', RandomId);
  Add(Fields, 'sign', Sign(Fields, Key));
  var Url := Host + '/payinsurance/' + Operation + '?access_token=' + TNetEncoding.URL.Encode(Token);
  var Body := Post(Url, ToXml(Fields), 'application/xml; charset=utf-8', Diagnosis);
  // The gateway in front of the interface rejects a bad token in JSON.
  if Body.TrimLeft.StartsWith('{') then
  begin
    var Gateway := TJSONObject.ParseJSONValue(Body);
    try
      raise EStop.Create(Operation + ': ' + ErrorOf(Gateway));
    finally
      Gateway.Free;
    end;
  end;
  var Response := FromXml(Body);
  try
    if (ValueOf(Response, 'return_code') <> 'SUCCESS') or (ValueOf(Response, 'result_code') <> 'SUCCESS') then
    begin
      var Report := Operation + ':';
      for var Name in TArray<string>.Create('return_code', 'return_msg', 'result_code', 'err_code') do
        Report := Report + ' ' + Name + '=' + ValueOf(Response, Name);
      if Diagnosis <> '' then
        Report := Report + sLineBreak + 'diagnosis: ' + Diagnosis + sLineBreak + 'explained by ' + Host +
          '/sandbox/v1/exchanges?limit=1';
      raise EStop.Create(Report);
    end;
    if IsResponseSigned and not IsSignedWith(Response, Key) then
      raise EStop.Create(Operation + ': the signature of the response is wrong: don''t trust it');
    if IsResponseSigned then
      Writeln(Operation, ': SUCCESS, signature verified')
    else
      Writeln(Operation, ': SUCCESS');
  finally
    Response.Free;
  end;
end;

{ `wxmed sign` signs these fields alike. The key is the one that WeChat publishes in its examples. }
procedure PrintVectors;
const
  Key = '192006250b4c09247ec02edce69f6a2d';
begin
  var Fields := TFields.Create;
  try
    Add(Fields, 'zero', '0');
    Add(Fields, 'empty', '');
    Add(Fields, 'body_id', '2');
    Add(Fields, 'bodyId', '1');
    Add(Fields, 'Body', '挂号费 <A&B> ]]>');
    Add(Fields, 'sign', 'is not signed');
    Writeln('vector MD5 ', Sign(Fields, Key));
    Writeln('vector HMAC-SHA256 ', SignHmac(Fields, Key));
  finally
    Fields.Free;
  end;
end;

function Variable(const Name: string; const Otherwise: string = ''): string;
begin
  Result := GetEnvironmentVariable(Name);
  if Result = '' then
    Result := Otherwise;
  if Result = '' then
    raise EStop.Create('the environment variable ' + Name + ' is not set');
end;

procedure Run;
var
  Site: TPlatform;
begin
  PrintVectors;
  Site.Host := Variable('WXMED_HOST').TrimRight(['/']);
  var AppId := Variable('WXMED_APPID');
  var AppSecret := Variable('WXMED_APP_SECRET');
  Site.Key := Variable('WXMED_API_KEY');
  var MchId := Variable('WXMED_MCH_ID');
  // The first user of the sandbox.
  var OpenId := Variable('WXMED_OPENID', 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o');
  var Name := Variable('WXMED_NAME', '张三');
  var IdNumber := Variable('WXMED_ID_NUMBER', '44030019000101123X');
  // Of 18 digits, with an upper-case X; the hash is lower-case, unlike the signature.
  var IdHash := THashMD5.GetHashString(IdNumber.ToUpper);

  Site.Token := FetchToken(Site.Host, AppId, AppSecret);
  Writeln('token: SUCCESS');

  var Card := TFields.Create;
  var Registration := TFields.Create;
  var Notice := TFields.Create;
  try
    Add(Card, 'openid', OpenId);
    Add(Card, 'name', Name);
    Add(Card, 'idcard_md5', IdHash);
    Site.Call('getmedinfo', Card, False);

    // On one line, because XML parsers may read the #13#10 of TStrings.Text as #10. Amounts are texts: FloatToStr
    // writes 30, and in some regions of Windows a comma.
    var RequestContent := '{"ksmc":"肝病 & <复诊>","ghf":"9.00","zjzj":"21.00","ghhj":"30.00","ssj":"0"}';
    // The platform's clock is Beijing's, wherever this program runs.
    var Created := FormatDateTime('yyyymmddhhnnss', IncHour(TTimeZone.Local.ToUniversalTime(Now), 8));
    var Order := 'HOSP' + Created + RandomId.Substring(0, 8);
    Add(Registration, 'appid', AppId);
    Add(Registration, 'mch_id', MchId);
    Add(Registration, 'openid', OpenId);
    Add(Registration, 'hosp_out_trade_no', Order);
    Add(Registration, 'hospital_name', '示例市第一人民医院');
    Add(Registration, 'spbill_create_ip', '10.193.0.1');
    Add(Registration, 'body', '挂号费-肝病门诊');
    Add(Registration, 'user_card_type', '1');
    Add(Registration, 'user_card_no', IdHash);
    Add(Registration, 'user_name', Name);
    Add(Registration, 'serial_no', RandomId.Substring(0, 16));
    Add(Registration, 'org_no', 'H1110');
    Add(Registration, 'gmt_out_create', Created);
    Add(Registration, 'request_content', RequestContent);
    Site.Call('preregister', Registration, True);

    Add(Notice, 'hosp_out_trade_no', Order);
    Add(Notice, 'msg_type', '2');
    Add(Notice, 'first', '您已缴费成功');
    Add(Notice, 'discount', '0');
    Add(Notice, 'real_fee', '30.00');
    Add(Notice, 'remark', '请凭登记号报到。');
    Site.Call('sendmsg', Notice, True);
  finally
    Card.Free;
    Registration.Free;
    Notice.Free;
  end;
end;

begin
  // TXMLDocument uses MSXML, which is COM.
  CoInitialize(nil);
  try
    Run;
  except
    on Error: EStop do
    begin
      Writeln(ErrOutput, Error.Message);
      ExitCode := 1;
    end;
    on Error: ENetException do
    begin
      // A message of the library can contain the URL, and with it the token.
      Writeln(ErrOutput, 'no response: ', Error.ClassName);
      ExitCode := 1;
    end;
  end;
  CoUninitialize;
end.
