const form = document.querySelector('form');
const query = document.getElementById('query');
const variables = document.getElementById('variables');
const answer = document.getElementById('answer');

const given = new URLSearchParams(location.search);
if (given.has('query')) query.value = given.get('query');
if (given.has('variables')) variables.value = given.get('variables');

async function send(event) {
  event.preventDefault();
  let values;
  try {
    values = JSON.parse(variables.value.trim() || '{}');
  } catch (error) {
    answer.textContent = 'The variables are not JSON: ' + error.message;
    return;
  }
  answer.textContent = 'Asking …';
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json;q=0.9' },
      body: JSON.stringify({ query: query.value, variables: values }),
    });
    answer.textContent = JSON.stringify(await response.json(), null, 2);
  } catch (error) {
    answer.textContent = 'The server did not answer: ' + error.message;
  }
}

form.addEventListener('submit', send);
form.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send(event);
});
